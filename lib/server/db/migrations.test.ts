import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Kysely, Migrator, type SqliteDatabase, SqliteDialect, sql } from "kysely";
import Libsql from "libsql";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "./client";
import { migrations } from "./migrations";

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
  expect(before).toEqual(
    expect.arrayContaining(["environments", "journal", "run_events", "runs", "secrets", "workflows"]),
  );
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

test("what was there before clients has its creator, and runs are found by their name elsewhere", async () => {
  const path = join(folder, "slipway.db");
  const old = new Kysely<Record<string, Record<string, unknown>>>({
    dialect: new SqliteDialect({ database: new Libsql(path) as unknown as SqliteDatabase }),
  });
  const until = new Migrator({ db: old, provider: { getMigrations: () => Promise.resolve(migrations) } });
  expect((await until.migrateTo("0002_heads")).error).toBeUndefined();
  const at = { created_at: "t", updated_at: "t" };
  const workflow = (id: string, version: number | null) => ({
    id,
    layout: "{}",
    revision: 1,
    version,
    ...at,
  });
  await old
    .insertInto("workflows")
    .values([
      { ...workflow("wf_open", 1), draft: '{"allowAnyoneToViewRuns": false}' },
      { ...workflow("wf_shut", null), draft: '{"allowAnyoneToViewRuns": false}' },
      { ...workflow("wf_half", null), draft: '{"allow' },
    ])
    .execute();
  await old
    .insertInto("workflow_versions")
    .values({ id: "wfv_1", workflow_id: "wf_open", version: 1, text: "{}", created_at: "t" })
    .execute();
  await old
    .insertInto("runs")
    .values({
      id: "wfr_1",
      identifier: "x",
      document: "{}",
      trigger_node: "t",
      request: "{}",
      status: "COMPLETED",
      ...at,
    })
    .execute();
  const event = (seq: number, type: string, body: object) => ({
    run_id: "wfr_1",
    seq,
    at: "t",
    type,
    node_run: "wfnr_1",
    body: JSON.stringify(body),
  });
  await old
    .insertInto("run_events")
    .values([
      event(1, "node.external", { externalRunId: "job-1" }),
      event(2, "node.external", { output: 1 }),
      event(3, "node.external", { externalRunId: "job-1" }),
    ])
    .execute();
  await old.destroy();

  const db = await openDatabase(path);
  const local = "local@slipway.localhost";
  expect(
    await db.selectFrom("workflows").select(["id", "created_by", "private_runs"]).orderBy("id").execute(),
  ).toEqual([
    { id: "wf_half", created_by: local, private_runs: 0 },
    { id: "wf_open", created_by: local, private_runs: 0 },
    { id: "wf_shut", created_by: local, private_runs: 1 },
  ]);
  expect(await db.selectFrom("workflow_versions").select("created_by").execute()).toEqual([
    { created_by: local },
  ]);
  expect(await db.selectFrom("runs").select("created_by").execute()).toEqual([{ created_by: local }]);
  expect(await db.selectFrom("external_runs").selectAll().execute()).toEqual([
    { external_run_id: "job-1", node_run: "wfnr_1", run_id: "wfr_1" },
  ]);
  await db.destroy();
});
