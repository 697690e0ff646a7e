import "server-only";
import type { Kysely, Migration } from "kysely";

/** The retry policy of a workflow, beside its document. */
export const retries: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("workflows").addColumn("retry", "text").execute();
  },
};
