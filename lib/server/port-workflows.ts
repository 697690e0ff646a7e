import "server-only";
import type { JsonObject } from "../base/json";
import { err, ok, type Result } from "../base/result";
import { type ApiError, apiError } from "./api/errors";
import { portWorkflow } from "./port-shape";
import type { Services } from "./running";
import { latestVersion, requireWorkflow } from "./workflows";

/** The published version of a workflow in Port's shape; drafts are not part of Port's API. */
export async function portWorkflowOf(
  { db }: Pick<Services, "db">,
  id: string,
): Promise<Result<JsonObject, ApiError>> {
  const row = await requireWorkflow(db, id);
  if (!row.ok) return row;
  const version = await latestVersion(db, row.value.id);
  return version === undefined
    ? err(apiError("not_found", `The workflow "${id}" has no published version yet. Publish it first.`))
    : ok(portWorkflow(row.value, version));
}

/** Every published workflow, the one changed last first. */
export async function listPortWorkflows({ db }: Pick<Services, "db">): Promise<JsonObject[]> {
  const rows = await db
    .selectFrom("workflows")
    .selectAll()
    .where("version", "is not", null)
    .orderBy("updated_at", "desc")
    .orderBy("id")
    .execute();
  const shown: JsonObject[] = [];
  for (const row of rows) {
    const version = await latestVersion(db, row.id);
    if (version !== undefined) shown.push(portWorkflow(row, version));
  }
  return shown;
}
