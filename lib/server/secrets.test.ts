import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "./db/client";
import { openSecrets, readKey, type Secrets } from "./secrets";

let folder: string;
let db: Database;
const key = Buffer.alloc(32, 3);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway-secrets-"));
  db = await openDatabase(join(folder, "slipway.db"));
});
afterEach(async () => {
  await db.destroy();
  await rm(folder, { recursive: true });
});

async function open(withKey = key): Promise<Secrets> {
  const opened = await openSecrets(db, withKey);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

const value = 'pässword-"with\\quotes"-0123456789';

test("no file of the data folder holds a value in any usual form", async () => {
  const secrets = await open();
  await secrets.put("api-token", value);
  await secrets.put("api-token", value);
  const forms = [
    value,
    encodeURIComponent(value),
    Buffer.from(value).toString("base64").replace(/=+$/, ""),
    Buffer.from(value).toString("hex"),
    JSON.stringify(value).slice(1, -1),
  ];
  for (const name of await readdir(folder)) {
    const bytes = await readFile(join(folder, name));
    for (const form of forms) expect(bytes.includes(form), `${name} holds ${form}`).toBe(false);
  }
});

test("a list has names and moments, never values", async () => {
  const secrets = await open();
  await secrets.put("b", "two");
  await secrets.put("a", "one");
  const rows = await secrets.list();
  expect(rows.map((row) => Object.keys(row))).toEqual([
    ["name", "createdAt", "updatedAt"],
    ["name", "createdAt", "updatedAt"],
  ]);
  expect(rows.map((row) => row.name)).toEqual(["a", "b"]);
});

test("values come back for a run, replaced and removed ones included", async () => {
  const secrets = await open();
  await secrets.put("a", "one");
  await secrets.put("a", value);
  await secrets.put("b", "");
  expect({ ...(await secrets.reveal()) }).toEqual({ a: value, b: "" });
  expect(await secrets.remove("a")).toBe(true);
  expect(await secrets.remove("a")).toBe(false);
  expect({ ...(await secrets.reveal()) }).toEqual({ b: "" });
});

test("the same value is sealed differently each time, and only under its own name", async () => {
  const secrets = await open();
  await secrets.put("a", value);
  await secrets.put("b", value);
  const [a, b] = await db.selectFrom("secrets").select("sealed").orderBy("name").execute();
  expect(a?.sealed).not.toBe(b?.sealed);
  await db.updateTable("secrets").set({ sealed: b!.sealed }).where("name", "=", "a").execute();
  expect(await openSecrets(db, key)).toMatchObject({ ok: false, error: expect.stringContaining('"a"') });
});

test("another key is refused with the names it cannot open", async () => {
  await (await open()).put("api-token", value);
  const opened = await openSecrets(db, Buffer.alloc(32, 4));
  expect(opened).toMatchObject({ ok: false, error: expect.stringMatching(/"api-token".*SLIPWAY_KEY/) });
});

test("a key is made once, for its owner alone, and a spoilt one is refused", async () => {
  const first = await readKey(folder, undefined);
  expect(first.ok && first.value.length).toBe(32);
  expect(await readKey(folder, undefined)).toEqual(first);
  expect((await stat(join(folder, "key"))).mode & 0o777).toBe(0o600);
  expect(await readKey(folder, key)).toEqual({ ok: true, value: key });
  await writeFile(join(folder, "key"), "short");
  expect(await readKey(folder, undefined)).toMatchObject({ ok: false });
});
