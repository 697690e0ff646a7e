import "server-only";
import type { Kysely, Migration } from "kysely";

/** Node runs that wait for the execution agent. */
export const claims: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("claims")
      .addColumn("node_run", "text", (column) => column.primaryKey())
      .addColumn("run_id", "text", (column) => column.notNull().references("runs.id").onDelete("cascade"))
      .addColumn("node_uid", "text", (column) => column.notNull())
      .addColumn("installation_id", "text", (column) => column.notNull())
      .addColumn("created_at", "text", (column) => column.notNull())
      .addColumn("claimed_until", "text")
      .addColumn("acked_at", "text")
      .execute();
    await db.schema
      .createIndex("claims_pending")
      .on("claims")
      .columns(["installation_id", "acked_at", "created_at", "node_run"])
      .execute();
    await db.schema.createIndex("claims_of_run").on("claims").columns(["run_id"]).execute();
  },
};
