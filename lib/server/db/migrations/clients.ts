import "server-only";
import type { Kysely, Migration } from "kysely";

/** Who did what before there was anybody else. */
const local = "local@slipway.localhost";

interface Before {
  workflows: { id: string; draft: string; version: number | null; private_runs: number };
  workflow_versions: { workflow_id: string; version: number; text: string };
  runs: { created_by: string | null };
  run_events: { run_id: string; type: string; node_run: string | null; body: string };
  external_runs: { external_run_id: string; node_run: string; run_id: string };
}

/** API clients, who made what, workflows that were deleted, and runs of outside systems. */
export const clients: Migration = {
  async up(db: Kysely<Before>) {
    await db.schema
      .createTable("api_clients")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("secret_hash", "text", (column) => column.notNull())
      .addColumn("role", "text", (column) => column.notNull())
      .addColumn("created_at", "text", (column) => column.notNull())
      .addColumn("created_by", "text", (column) => column.notNull())
      .addColumn("last_used_at", "text")
      .addColumn("revoked_at", "text")
      .execute();

    await db.schema
      .alterTable("workflows")
      .addColumn("created_by", "text", (column) => column.notNull().defaultTo(local))
      .execute();
    await db.schema
      .alterTable("workflows")
      .addColumn("private_runs", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema
      .alterTable("workflow_versions")
      .addColumn("created_by", "text", (column) => column.notNull().defaultTo(local))
      .execute();
    await db.schema
      .createTable("deleted_workflows")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("text", "text", (column) => column.notNull())
      .addColumn("version", "integer")
      .addColumn("version_id", "text")
      .addColumn("version_by", "text")
      .addColumn("private_runs", "integer", (column) => column.notNull())
      .addColumn("created_at", "text", (column) => column.notNull())
      .addColumn("created_by", "text", (column) => column.notNull())
      .addColumn("updated_at", "text", (column) => column.notNull())
      .addColumn("deleted_at", "text", (column) => column.notNull())
      .addColumn("deleted_by", "text", (column) => column.notNull())
      .execute();

    await db.schema.alterTable("runs").addColumn("created_by", "text").execute();
    await db.schema
      .createIndex("runs_by_creator")
      .on("runs")
      .columns(["created_by", "created_at desc", "id"])
      .execute();
    await db.schema
      .createTable("external_runs")
      .addColumn("external_run_id", "text", (column) => column.notNull())
      .addColumn("node_run", "text", (column) => column.notNull())
      .addColumn("run_id", "text", (column) => column.notNull().references("runs.id").onDelete("cascade"))
      .addPrimaryKeyConstraint("external_runs_key", ["external_run_id", "node_run"])
      .execute();
    await db.schema.createIndex("external_runs_of_run").on("external_runs").columns(["run_id"]).execute();

    await db.updateTable("runs").set({ created_by: local }).execute();
    await fillExternalRuns(db);
    await fillPrivateRuns(db);
  },
};

async function fillExternalRuns(db: Kysely<Before>): Promise<void> {
  const events = await db
    .selectFrom("run_events")
    .select(["run_id", "node_run", "body"])
    .where("type", "=", "node.external")
    .execute();
  for (const { run_id, node_run, body } of events) {
    const { externalRunId } = JSON.parse(body) as { externalRunId?: string };
    if (externalRunId === undefined || node_run === null) continue;
    await db
      .insertInto("external_runs")
      .values({ external_run_id: externalRunId, node_run, run_id })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

async function fillPrivateRuns(db: Kysely<Before>): Promise<void> {
  const rows = await db
    .selectFrom("workflows as w")
    .leftJoin("workflow_versions as v", (join) =>
      join.onRef("v.workflow_id", "=", "w.id").onRef("v.version", "=", "w.version"),
    )
    .select(["w.id", "w.draft", "v.text"])
    .execute();
  for (const { id, draft, text } of rows) {
    if (!saysPrivate(text ?? draft)) continue;
    await db.updateTable("workflows").set({ private_runs: 1 }).where("id", "=", id).execute();
  }
}

function saysPrivate(text: string): boolean {
  try {
    return (JSON.parse(text) as { allowAnyoneToViewRuns?: unknown } | null)?.allowAnyoneToViewRuns === false;
  } catch {
    return false;
  }
}
