import "server-only";
import type { Kysely, Migration } from "kysely";

/** What waits for people, so that the inbox reads no logs; and the label that a run has now. */
export const inbox: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("waiting")
      .addColumn("node_run", "text", (column) => column.primaryKey())
      .addColumn("run_id", "text", (column) => column.notNull().references("runs.id").onDelete("cascade"))
      .addColumn("asked_at", "text", (column) => column.notNull())
      .addColumn("workflow", "text", (column) => column.notNull())
      .addColumn("node", "text", (column) => column.notNull())
      .addColumn("description", "text", (column) => column.notNull())
      .addColumn("outlets", "text", (column) => column.notNull())
      .addColumn("responders", "text", (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex("waiting_newest")
      .on("waiting")
      .columns(["asked_at desc", "node_run"])
      .execute();
    await db.schema.createIndex("waiting_of_run").on("waiting").columns(["run_id"]).execute();
    await db.schema.alterTable("runs").addColumn("label", "text").execute();
  },
};
