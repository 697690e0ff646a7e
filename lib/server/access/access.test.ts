import { createHmac, hkdfSync } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../db/client";
import { createAttempts } from "./attempts";
import { openClients } from "./clients";
import { createTokens, tokenLifetime } from "./tokens";

const key = Buffer.alloc(32, 7);

describe("tokens", () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = (header: object, claims: object, secret: Buffer | string) => {
    const text = `${part(header)}.${part(claims)}`;
    return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
  };

  test("a token names its client for three hours, across restarts", async () => {
    let now = 1_800_000_000_000;
    const token = await createTokens(key, () => now).issue("slw_a");
    const read = () => createTokens(key, () => now).read(token);
    expect(await read()).toBe("slw_a");
    now += tokenLifetime * 1000 - 1000;
    expect(await read()).toBe("slw_a");
    now += 1000;
    expect(await read()).toBeUndefined();
  });

  test("what was changed, signed by somebody else, or not at all is refused", async () => {
    const tokens = createTokens(key);
    const token = await tokens.issue("slw_a");
    const [header = "", , signature = ""] = token.split(".");
    const claims = { iss: "slipway", sub: "slw_b", exp: Math.floor(Date.now() / 1000) + 60 };
    const own = Buffer.from(hkdfSync("sha256", key, "", "slipway access tokens", 32));
    const hs256 = { alg: "HS256", typ: "JWT" };
    // The forger below would succeed with the key, so the refusals are about the rest.
    expect(await tokens.read(signed(hs256, claims, own))).toBe("slw_b");
    for (const forged of [
      "",
      "x",
      `${header}.${part(claims)}.${signature}`,
      `${part({ alg: "none" })}.${part(claims)}.`,
      signed({ alg: "none" }, claims, own),
      signed({ alg: "HS512" }, claims, own),
      signed(hs256, claims, key),
      signed(hs256, claims, ""),
      signed(hs256, { ...claims, iss: "port" }, own),
      signed(hs256, { iss: "slipway", sub: "slw_b" }, own),
      signed(hs256, { iss: "slipway", exp: claims.exp }, own),
      await createTokens(Buffer.alloc(32, 8)).issue("slw_a"),
    ])
      expect(await tokens.read(forged), forged).toBeUndefined();
  });
});

describe("clients", () => {
  let db: Database;
  beforeEach(async () => {
    db = await openDatabase(":memory:");
  });
  afterEach(() => db.destroy());

  test("a secret is shown once, kept as a hash, and opens its own client alone", async () => {
    const clients = openClients(db);
    const [one, two] = [
      await clients.create({ name: "CI", role: "Member", by: "ada@example.com" }),
      await clients.create({ name: "Other", role: "Admin", by: "ada@example.com" }),
    ];
    expect(one.client.id).toMatch(/^slw_[a-zA-Z0-9]{24}$/);
    expect(one.secret).toMatch(/^[\w-]{43}$/);
    const stored = JSON.stringify(await db.selectFrom("api_clients").selectAll().execute());
    expect(stored).not.toContain(one.secret);
    expect(stored).toContain("scrypt$16384$");
    expect(await clients.check(one.client.id, one.secret)).toBe(true);
    expect(await clients.check(one.client.id, two.secret)).toBe(false);
    expect(await clients.check(one.client.id, `${one.secret} `)).toBe(false);
    expect(await clients.check("slw_nobody", one.secret)).toBe(false);
    expect((await clients.list()).map((client) => client.name).sort()).toEqual(["CI", "Other"]);
  });

  test("a revoked client has no more rights, and is revoked once", async () => {
    const clients = openClients(db);
    const { client, secret } = await clients.create({ name: "CI", role: "Member", by: "x" });
    expect(await clients.use(client.id)).toEqual({
      kind: "client",
      id: client.id,
      name: "CI",
      role: "Member",
    });
    expect(await clients.revoke(client.id)).toMatchObject({ ok: true });
    expect(await clients.check(client.id, secret)).toBe(false);
    expect(await clients.use(client.id)).toBeUndefined();
    expect(await clients.revoke(client.id)).toMatchObject({ ok: false, error: { code: "not_found" } });
    expect(await clients.list()).toMatchObject([{ id: client.id, revokedAt: expect.any(String) }]);
  });

  test("the last use is noted, once a minute", async () => {
    let now = Date.parse("2026-10-01T12:00:00.000Z");
    const clients = openClients(db, () => now);
    const { client } = await clients.create({ name: "CI", role: "Member", by: "x" });
    const used = async () => {
      await clients.use(client.id);
      return (await clients.list())[0]?.lastUsedAt;
    };
    expect(client.lastUsedAt).toBeNull();
    expect(await used()).toBe("2026-10-01T12:00:00.000Z");
    now += 59_000;
    expect(await used()).toBe("2026-10-01T12:00:00.000Z");
    now += 1_000;
    expect(await used()).toBe("2026-10-01T12:01:00.000Z");
  });
});

test("tries are counted for each client and for all, by the minute", () => {
  let now = 0;
  const attempts = createAttempts({ each: 2, all: 5 }, () => now);
  const tries = (...clients: string[]) => clients.map((client) => attempts.wait(client));
  expect(tries("a", "a", "a")).toEqual([0, 0, 60]);
  attempts.clear("a");
  expect(tries("a", "b", "b", "c")).toEqual([0, 0, 0, 60]);
  now = 59_500;
  expect(tries("c")).toEqual([1]);
  now = 60_000;
  expect(tries("c", "a", "b")).toEqual([0, 0, 0]);
});
