import "server-only";
import type { Kysely, Migration } from "kysely";

/** Old runs are found by when they ended. */
export const retention: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.createIndex("runs_ended").on("runs").columns(["status", "completed_at", "id"]).execute();
  },
};
