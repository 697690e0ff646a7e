import "server-only";
import type { Kysely, Migration } from "kysely";

/** What starts runs by itself. Rows go with their workflow. */
export const triggers: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("schedules")
      .addColumn("workflow_id", "text", (column) =>
        column.notNull().references("workflows.id").onDelete("cascade"),
      )
      .addColumn("node", "text", (column) => column.notNull())
      .addColumn("cron", "text", (column) => column.notNull())
      .addColumn("next_at", "text")
      .addColumn("claim", "text")
      .addColumn("last_at", "text")
      .addColumn("problem", "text")
      .addPrimaryKeyConstraint("schedules_key", ["workflow_id", "node"])
      .execute();
    await db.schema.createIndex("schedules_next").on("schedules").columns(["next_at"]).execute();
  },
};
