import "server-only";
import type { Kysely, Migration } from "kysely";
import { board } from "./migrations/board";
import { catalog } from "./migrations/catalog";
import { claims } from "./migrations/claims";
import { clients } from "./migrations/clients";
import { engine } from "./migrations/engine";
import { inbox } from "./migrations/inbox";
import { retention } from "./migrations/retention";
import { retries } from "./migrations/retries";
import { triggers } from "./migrations/triggers";

const first: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("workflows")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("identifier", "text", (column) => column.unique())
      .addColumn("draft", "text", (column) => column.notNull())
      .addColumn("layout", "text", (column) => column.notNull())
      .addColumn("revision", "integer", (column) => column.notNull())
      .addColumn("version", "integer")
      .addColumn("created_at", "text", (column) => column.notNull())
      .addColumn("updated_at", "text", (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex("workflows_newest")
      .on("workflows")
      .columns(["updated_at desc", "id"])
      .execute();
    await db.schema
      .createTable("workflow_versions")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("workflow_id", "text", (column) =>
        column.notNull().references("workflows.id").onDelete("cascade"),
      )
      .addColumn("version", "integer", (column) => column.notNull())
      .addColumn("text", "text", (column) => column.notNull())
      .addColumn("created_at", "text", (column) => column.notNull())
      .addUniqueConstraint("workflow_versions_once", ["workflow_id", "version"])
      .execute();

    // Runs outlive their workflow, so `workflow_id` is no foreign key.
    await db.schema
      .createTable("runs")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("workflow_id", "text")
      .addColumn("identifier", "text", (column) => column.notNull())
      .addColumn("version", "integer")
      .addColumn("version_id", "text")
      .addColumn("document", "text", (column) => column.notNull())
      .addColumn("trigger_node", "text", (column) => column.notNull())
      .addColumn("request", "text", (column) => column.notNull())
      .addColumn("status", "text", (column) => column.notNull())
      .addColumn("result", "text")
      .addColumn("created_at", "text", (column) => column.notNull())
      .addColumn("updated_at", "text", (column) => column.notNull())
      .addColumn("completed_at", "text")
      .addColumn("environment", "text")
      .execute();
    await db.schema.createIndex("runs_newest").on("runs").columns(["created_at desc", "id"]).execute();
    await db.schema
      .createIndex("runs_of_workflow")
      .on("runs")
      .columns(["workflow_id", "created_at desc", "id"])
      .execute();
    await db.schema
      .createIndex("runs_by_identifier")
      .on("runs")
      .columns(["identifier", "created_at desc", "id"])
      .execute();
    await db.schema.createIndex("runs_by_status").on("runs").columns(["status"]).execute();

    await db.schema
      .createTable("run_events")
      .addColumn("run_id", "text", (column) => column.notNull().references("runs.id").onDelete("cascade"))
      .addColumn("seq", "integer", (column) => column.notNull())
      .addColumn("at", "text", (column) => column.notNull())
      .addColumn("type", "text", (column) => column.notNull())
      .addColumn("node_run", "text")
      .addColumn("body", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("run_events_key", ["run_id", "seq"])
      .execute();
    await db.schema.createIndex("run_events_of_node_run").on("run_events").columns(["node_run"]).execute();
    await db.schema
      .createTable("journal")
      .addColumn("run_id", "text", (column) => column.notNull().references("runs.id").onDelete("cascade"))
      .addColumn("key", "text", (column) => column.notNull())
      .addColumn("result", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("journal_key", ["run_id", "key"])
      .execute();

    await db.schema
      .createTable("secrets")
      .addColumn("name", "text", (column) => column.primaryKey())
      .addColumn("sealed", "text", (column) => column.notNull())
      .addColumn("created_at", "text", (column) => column.notNull())
      .addColumn("updated_at", "text", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("environments")
      .addColumn("name", "text", (column) => column.primaryKey())
      .addColumn("hosts", "text", (column) => column.notNull())
      .addColumn("created_at", "text", (column) => column.notNull())
      .addColumn("updated_at", "text", (column) => column.notNull())
      .execute();
  },
};

const heads: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable("run_events")
      .addColumn("cut", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
  },
};

/** Every change of the tables, in the order of their names; a published one is never edited. */
export const migrations: Record<string, Migration> = {
  "0001_first": first,
  "0002_heads": heads,
  "0003_engine": engine,
  "0004_catalog": catalog,
  "0005_triggers": triggers,
  "0008_inbox": inbox,
  "0006_clients": clients,
  "0007_claims": claims,
  "0009_retries": retries,
  "0010_retention": retention,
  "0011_board": board,
};
