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

    await db.schema
      .createTable("event_triggers")
      .addColumn("workflow_id", "text", (column) =>
        column.notNull().references("workflows.id").onDelete("cascade"),
      )
      .addColumn("node", "text", (column) => column.notNull())
      .addColumn("type", "text", (column) => column.notNull())
      .addColumn("blueprint", "text", (column) => column.notNull())
      .addColumn("property", "text")
      .addColumn("config", "text", (column) => column.notNull())
      .addColumn("armed_at", "text", (column) => column.notNull())
      .addColumn("scanned", "integer", (column) => column.notNull().defaultTo(0))
      .addColumn("last_at", "text")
      .addColumn("problem", "text")
      .addColumn("problem_at", "text")
      .addPrimaryKeyConstraint("event_triggers_key", ["workflow_id", "node"])
      .execute();
    await db.schema
      .createIndex("event_triggers_of")
      .on("event_triggers")
      .columns(["blueprint", "type"])
      .execute();
    await db.schema
      .createTable("entity_timers")
      .addColumn("workflow_id", "text", (column) => column.notNull())
      .addColumn("node", "text", (column) => column.notNull())
      .addColumn("entity", "text", (column) => column.notNull())
      .addColumn("value", "text", (column) => column.notNull())
      .addColumn("due_at", "text")
      .addPrimaryKeyConstraint("entity_timers_key", ["workflow_id", "node", "entity"])
      .addForeignKeyConstraint(
        "entity_timers_of",
        ["workflow_id", "node"],
        "event_triggers",
        ["workflow_id", "node"],
        (constraint) => constraint.onDelete("cascade"),
      )
      .execute();
    await db.schema.createIndex("entity_timers_due").on("entity_timers").columns(["due_at"]).execute();

    await db.schema
      .createTable("event_cursors")
      .addColumn("source", "text", (column) => column.primaryKey())
      .addColumn("seq", "integer", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("event_inbox")
      .addColumn("seq", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("id", "text", (column) => column.notNull().unique())
      .addColumn("received_at", "text", (column) => column.notNull())
      .addColumn("event", "text", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("event_signatures")
      .addColumn("signature", "text", (column) => column.primaryKey())
      .addColumn("until", "text", (column) => column.notNull())
      .execute();
  },
};
