import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "./client";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway-db-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("a fresh file gets every table, and opening it again changes nothing", async () => {
  const path = join(folder, "slipway.db");
  const first = await openDatabase(path);
  const tables = async (db: typeof first) =>
    (await db.introspection.getTables()).map((table) => table.name).sort();
  const before = await tables(first);
  expect(before).toEqual([
    "blueprints",
    "entities",
    "entity_changes",
    "entity_relations",
    "entity_timers",
    "environments",
    "event_cursors",
    "event_inbox",
    "event_signatures",
    "event_triggers",
    "journal",
    "run_events",
    "runs",
    "schedules",
    "secrets",
    "waiting",
    "workflow_versions",
    "workflows",
  ]);
  await first
    .insertInto("secrets")
    .values({ name: "a", sealed: "x", created_at: "t", updated_at: "t" })
    .execute();
  await first.destroy();

  const second = await openDatabase(path);
  expect(await tables(second)).toEqual(before);
  expect(await second.selectFrom("secrets").select("name").execute()).toEqual([{ name: "a" }]);
  await second.destroy();
});

test("the connection is durable and checks references", async () => {
  const db = await openDatabase(join(folder, "slipway.db"));
  const read = async (name: string) =>
    Object.values(
      (await sql<Record<string, unknown>>`${sql.raw(`PRAGMA ${name}`)}`.execute(db)).rows[0] ?? {},
    )[0];
  expect(await read("journal_mode")).toBe("wal");
  expect(await read("synchronous")).toBe(2);
  expect(await read("foreign_keys")).toBe(1);
  expect(await read("busy_timeout")).toBe(5000);
  const orphan = db.insertInto("journal").values({ run_id: "wfr_none", key: "k", result: "1" }).execute();
  await expect(orphan).rejects.toThrow(/FOREIGN KEY/);
  await db.destroy();
});

test("a failed transaction leaves nothing behind", async () => {
  const db = await openDatabase(":memory:");
  const failing = db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto("secrets")
      .values({ name: "a", sealed: "x", created_at: "t", updated_at: "t" })
      .execute();
    throw new Error("stop");
  });
  await expect(failing).rejects.toThrow("stop");
  expect(await db.selectFrom("secrets").selectAll().execute()).toEqual([]);
  await db.destroy();
});
