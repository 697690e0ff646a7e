import "server-only";
import type { Kysely, Migration } from "kysely";

/** Runs that wait leave memory: which, and when they go on. */
export const engine: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable("runs")
      .addColumn("parked", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable("runs").addColumn("wake_at", "text").execute();
    await db.schema.createIndex("runs_parked").on("runs").columns(["parked", "wake_at", "id"]).execute();
  },
};
