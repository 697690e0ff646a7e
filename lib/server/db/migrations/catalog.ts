import "server-only";
import type { Kysely, Migration } from "kysely";

/** The built-in catalog: blueprints, entities, what leads from one to another, and what changed. */
export const catalog: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("blueprints")
      .addColumn("identifier", "text", (column) => column.primaryKey())
      .addColumn("body", "text", (column) => column.notNull())
      .addColumn("created_at", "text", (column) => column.notNull())
      .addColumn("created_by", "text", (column) => column.notNull())
      .addColumn("updated_at", "text", (column) => column.notNull())
      .addColumn("updated_by", "text", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("entities")
      .addColumn("blueprint", "text", (column) => column.notNull().references("blueprints.identifier"))
      .addColumn("identifier", "text", (column) => column.notNull())
      .addColumn("title", "text", (column) => column.notNull())
      .addColumn("icon", "text")
      .addColumn("team", "text", (column) => column.notNull())
      .addColumn("properties", "text", (column) => column.notNull())
      .addColumn("relations", "text", (column) => column.notNull())
      .addColumn("created_at", "text", (column) => column.notNull())
      .addColumn("created_by", "text", (column) => column.notNull())
      .addColumn("updated_at", "text", (column) => column.notNull())
      .addColumn("updated_by", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("entities_key", ["blueprint", "identifier"])
      .execute();
    await db.schema
      .createIndex("entities_newest")
      .on("entities")
      .columns(["blueprint", "updated_at desc", "identifier"])
      .execute();
    await db.schema
      .createTable("entity_relations")
      .addColumn("blueprint", "text", (column) => column.notNull())
      .addColumn("identifier", "text", (column) => column.notNull())
      .addColumn("relation", "text", (column) => column.notNull())
      .addColumn("target_blueprint", "text", (column) => column.notNull())
      .addColumn("target", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("entity_relations_key", ["blueprint", "identifier", "relation", "target"])
      .addForeignKeyConstraint(
        "entity_relations_of",
        ["blueprint", "identifier"],
        "entities",
        ["blueprint", "identifier"],
        (constraint) => constraint.onDelete("cascade"),
      )
      .execute();
    await db.schema
      .createIndex("entity_relations_to")
      .on("entity_relations")
      .columns(["target_blueprint", "target"])
      .execute();

    // Changes outlive their entity, so that its history can be read after it was deleted.
    await db.schema
      .createTable("entity_changes")
      .addColumn("seq", "integer", (column) => column.primaryKey().autoIncrement())
      .addColumn("at", "text", (column) => column.notNull())
      .addColumn("action", "text", (column) => column.notNull())
      .addColumn("blueprint", "text", (column) => column.notNull())
      .addColumn("identifier", "text", (column) => column.notNull())
      .addColumn("before", "text")
      .addColumn("after", "text")
      .addColumn("by", "text", (column) => column.notNull())
      .addColumn("run_id", "text")
      .addColumn("node_run", "text")
      .execute();
    await db.schema
      .createIndex("entity_changes_of_entity")
      .on("entity_changes")
      .columns(["blueprint", "identifier", "seq desc"])
      .execute();
    await db.schema
      .createIndex("entity_changes_of_run")
      .on("entity_changes")
      .columns(["run_id", "seq"])
      .execute();
  },
};
