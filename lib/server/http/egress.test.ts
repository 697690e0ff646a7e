import { afterEach, describe, expect, test } from "vitest";
import { specialRange } from "./address";
import type { HttpClient } from "./client";
import { createGuard, type Lookup } from "./egress";
import { clientFor, plainRun, serve } from "./test-server";

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

function keep<T extends { close(): Promise<void> }>(one: T): T {
  open.push(one);
  return one;
}

const get = (client: HttpClient, url: string) =>
  client
    .forRun({ run: "wfr_1", ...plainRun })
    .send({ method: "GET", url, headers: [] }, new AbortController().signal);

describe("addresses", () => {
  test.each([
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.255",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.1.1.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "0:0:0:0:0:ffff:a9fe:a9fe",
    "::ffff:10.0.0.1",
    "64:ff9b::127.0.0.1",
    "64:ff9b::a00:1",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
  ])("%s is special", (address) => {
    expect(specialRange(address)).toEqual(expect.any(String));
  });

  test.each([
    "1.1.1.1",
    "8.8.8.8",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.0",
    "169.253.0.1",
    "172.15.0.1",
    "172.32.0.1",
    "192.167.0.1",
    "192.169.0.1",
    "198.17.0.1",
    "223.255.255.255",
    "::ffff:8.8.8.8",
    "64:ff9b::8.8.8.8",
    "2606:4700:4700::1111",
    "2a00:1450::1",
  ])("%s is public", (address) => {
    expect(specialRange(address)).toBeUndefined();
  });
});

describe("the allow-list", () => {
  test.each([
    [["127.0.0.1:80"], "127.0.0.1", "127.0.0.1", 80, true],
    [["127.0.0.1:80"], "127.0.0.1", "127.0.0.1", 81, false],
    [["localhost:*"], "localhost", "127.0.0.1", 8080, true],
    [["LocalHost:*"], "localhost.", "::1", 8080, true],
    [["localhost:*"], "127.0.0.1", "127.0.0.1", 8080, false],
    [["127.0.0.1:80"], "any.test", "127.0.0.1", 80, true],
    [["10.0.0.0/8"], "x", "10.2.3.4", 1, true],
    [["10.0.0.0/8"], "x", "::ffff:10.2.3.4", 1, true],
    [["10.0.0.0/8"], "x", "192.168.0.1", 1, false],
    [["fd00::/8"], "x", "fd00::1", 1, true],
    [["fd00::/8"], "x", "127.0.0.1", 1, false],
    [["::ffff:0:0/96"], "x", "127.0.0.1", 1, false],
    [["[::1]:443"], "::1", "::1", 443, true],
    [["[0:0:0:0:0:0:0:1]:443"], "[::1]", "::1", 443, true],
  ])("%j: %s at %s port %i", (allow, host, address, port, passes) => {
    expect(createGuard(allow).refuses(host, address, port) === undefined).toBe(passes);
  });
});

describe("at connect time", () => {
  test.each([
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://0/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::]/",
    "http://[::ffff:0:7f00:1]/",
    "http://127.0.0.1./",
    "http://ｌｏｃａｌｈｏｓｔ/",
    "http://１２７.0.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "http://localhost/",
    "https://127.0.0.1/",
  ])("%s is refused", async (url) => {
    const result = await get(keep(clientFor()), url);
    expect(result).toMatchObject({ ok: false, timeout: false, error: { code: "egress/refused" } });
    expect(!result.ok && result.error.hint).toContain("SLIPWAY_EGRESS_ALLOW");
  });

  const resolving = (answers: string[][]): Lookup => {
    let turn = 0;
    return (_host, done) => {
      const found = answers[Math.min(turn++, answers.length - 1)] ?? [];
      done(
        null,
        found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      );
    };
  };

  test("a name that resolves to a private address is refused, and the error says so", async () => {
    const result = await get(
      keep(clientFor({ lookup: resolving([["192.168.1.10"]]) })),
      "http://intranet.test/",
    );
    expect(result).toMatchObject({ ok: false, error: { code: "egress/refused" } });
    expect(!result.ok && result.error.message).toMatch(
      /intranet\.test resolves to 192\.168\.1\.10.*private network/,
    );
  });

  test("only public ones of several addresses are tried", async () => {
    const server = keep(await serve((_, response) => response.end("reached")));
    const port = new URL(server.url).port;
    const lookup = resolving([["::1", "10.0.0.1", "127.0.0.1"]]);
    const allowed = await get(
      keep(clientFor({ lookup, egressAllow: [`127.0.0.1:${port}`] })),
      `http://mixed.test:${port}/`,
    );
    expect(allowed).toMatchObject({ ok: true, reply: { body: "reached" } });
    expect(server.seen).toHaveLength(1);
  });

  test("a name whose second answer is private reaches nothing", async () => {
    const server = keep(await serve((_, response) => response.end("secret")));
    const port = new URL(server.url).port;
    const lookup = resolving([["203.0.113.9"], ["127.0.0.1"]]);
    const client = keep(clientFor({ lookup, timeoutMs: 300, egressAllow: [`203.0.113.9:${port}`] }));
    const codes: string[] = [];
    for (let turn = 0; turn < 3; turn++) {
      const result = await get(client, `http://rebind.test:${port}/`);
      codes.push(result.ok ? "reached" : result.error.code);
    }
    expect(codes[0]).not.toBe("reached");
    expect(codes.slice(1)).toEqual(["egress/refused", "egress/refused"]);
    expect(server.seen).toEqual([]);
  });
});
