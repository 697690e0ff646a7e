import "server-only";
import type { Kysely, Migration } from "kysely";

/** Groups and notes of a workflow, beside its document. */
export const board: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable("workflows")
      .addColumn("board", "text", (column) => column.notNull().defaultTo('{"groups":[],"notes":[]}'))
      .execute();
  },
};
