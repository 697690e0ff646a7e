import "server-only";
import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { err, ok, type Result } from "../base/result";
import type { WorkflowNode } from "../workflow/document";
import { executeVerdict } from "./access/permissions";
import type { Actor } from "./actor";
import { type ApiError, apiError } from "./api/errors";
import type { WorkflowsTable, WorkflowVersionsTable } from "./db/schema";
import { readDraft } from "./drafts";
import { portDeletedWorkflow, portWorkflow } from "./port-shape";
import type { Services } from "./running";
import { latestVersion, requireWorkflow } from "./workflows";

/** A workflow with its published version. */
export interface Published {
  row: WorkflowsTable;
  version: WorkflowVersionsTable;
}

/** The published version of a workflow, for those who may see it; drafts are not part of Port's API. */
export async function requirePublished(
  services: Services,
  actor: Actor,
  id: string,
): Promise<Result<Published, ApiError>> {
  const row = await requireWorkflow(services.db, id);
  if (!row.ok) return row;
  const version = await latestVersion(services.db, row.value.id);
  if (version === undefined)
    return err(apiError("not_found", `The workflow "${id}" has no published version yet. Publish it first.`));
  return (await maySee(services, actor, version.text))
    ? ok({ row: row.value, version })
    : err(apiError("forbidden", `You may not start any trigger of the workflow "${id}".`));
}

/** The same in Port's shape. */
export async function portWorkflowOf(
  services: Services,
  actor: Actor,
  id: string,
): Promise<Result<JsonObject, ApiError>> {
  const found = await requirePublished(services, actor, id);
  return found.ok ? ok(portWorkflow(found.value.row, found.value.version)) : found;
}

/** Every published workflow that an actor may see, the one changed last first. */
export async function listPortWorkflows(services: Services, actor: Actor): Promise<JsonObject[]> {
  const shown: JsonObject[] = [];
  for (const { row, version } of await published(services))
    if (await maySee(services, actor, version.text)) shown.push(portWorkflow(row, version));
  return shown;
}

/** Every published workflow, whoever asks. */
export async function allPortWorkflows(services: Pick<Services, "db">): Promise<JsonObject[]> {
  return (await published(services)).map(({ row, version }) => portWorkflow(row, version));
}

/** Workflows that were published once and deleted since, the latest first. */
export async function listDeletedWorkflows(services: Services, actor: Actor): Promise<JsonObject[]> {
  const rows = await services.db
    .selectFrom("deleted_workflows")
    .selectAll()
    .where("version", "is not", null)
    .orderBy("deleted_at", "desc")
    .orderBy("id")
    .execute();
  const shown: JsonObject[] = [];
  for (const row of rows) if (await maySee(services, actor, row.text)) shown.push(portDeletedWorkflow(row));
  return shown;
}

/** A node of the published version. */
export async function portNode(
  services: Services,
  actor: Actor,
  id: string,
  node: string,
): Promise<Result<JsonObject, ApiError>> {
  const workflow = await portWorkflowOf(services, actor, id);
  if (!workflow.ok) return workflow;
  const found = (workflow.value.nodes as Json[]).find(
    (each) => isJsonObject(each) && each.identifier === node,
  );
  return isJsonObject(found)
    ? ok(found)
    : err(apiError("not_found", `The workflow "${id}" has no node "${node}".`));
}

/** The versions of a workflow, the newest first. */
export async function listVersions(
  services: Services,
  actor: Actor,
  id: string,
): Promise<Result<JsonObject[], ApiError>> {
  const found = await requirePublished(services, actor, id);
  if (!found.ok) return found;
  const rows = await services.db
    .selectFrom("workflow_versions")
    .select(["id", "version", "created_at", "created_by"])
    .where("workflow_id", "=", found.value.row.id)
    .orderBy("version", "desc")
    .execute();
  return ok(
    rows.map((row) => ({
      versionIdentifier: row.id,
      version: row.version,
      createdAt: row.created_at,
      createdBy: row.created_by,
    })),
  );
}

/** A workflow as one of its versions has it: by number, or `wfv_…`. */
export async function portVersion(
  services: Services,
  actor: Actor,
  id: string,
  version: string,
): Promise<Result<JsonObject, ApiError>> {
  const found = await requirePublished(services, actor, id);
  if (!found.ok) return found;
  const { row } = found.value;
  const wanted = await services.db
    .selectFrom("workflow_versions")
    .selectAll()
    .where("workflow_id", "=", row.id)
    .where(({ eb }) =>
      /^\d{1,9}$/.test(version) ? eb("version", "=", Number(version)) : eb("id", "=", version),
    )
    .executeTakeFirst();
  return wanted === undefined
    ? err(apiError("not_found", `The workflow "${id}" has no version "${version}".`))
    : ok(portWorkflow(row, wanted));
}

/**
 * The published self-service triggers that an actor may start, with their forms (reference 7.3). One that depends
 * on inputs is among them.
 */
export async function listTriggers(services: Services, actor: Actor): Promise<JsonObject[]> {
  const shown: JsonObject[] = [];
  for (const { row, version } of await published(services)) {
    const workflow = portWorkflow(row, version);
    for (const trigger of formTriggers(version.text)) {
      if (trigger.config.published === false) continue;
      if ((await executeVerdict(services, actor, trigger)) !== "no")
        shown.push(portTrigger(workflow, trigger));
    }
  }
  return shown;
}

function portTrigger(workflow: JsonObject, { identifier, title, icon, description, config }: WorkflowNode) {
  const about = Object.fromEntries(
    ["title", "icon", "description", "category"].map((name) => [name, workflow[name] ?? null]),
  );
  return {
    workflow: {
      identifier: workflow.identifier ?? "",
      ...about,
      version: workflow.version ?? null,
      versionIdentifier: workflow.versionIdentifier ?? null,
    },
    workflowIdentifier: workflow.identifier ?? "",
    nodeIdentifier: identifier,
    title: title ?? null,
    icon: icon ?? null,
    description: description ?? null,
    userInputs: config.userInputs ?? { properties: {} },
    contexts: config.contexts ?? [],
    variant: config.variant ?? "DEFAULT",
    actionCardButtonText: config.actionCardButtonText ?? null,
    executeActionButtonText: config.executeActionButtonText ?? null,
    published: true,
  } satisfies JsonObject;
}

async function published({ db }: Pick<Services, "db">): Promise<Published[]> {
  const rows = await db
    .selectFrom("workflows")
    .selectAll()
    .where("version", "is not", null)
    .orderBy("updated_at", "desc")
    .orderBy("id")
    .execute();
  const found: Published[] = [];
  for (const row of rows) {
    const version = await latestVersion(db, row.id);
    if (version !== undefined) found.push({ row, version });
  }
  return found;
}

const formTriggers = (text: string): WorkflowNode[] =>
  readDraft(text).document?.nodes.filter((node) => node.config.type === "SELF_SERVE_TRIGGER") ?? [];

/** Who cannot start it does not see it (reference 8). A workflow without a form is for everybody to see. */
async function maySee(services: Services, actor: Actor, text: string): Promise<boolean> {
  if (actor.kind === "client" || actor.role === "Admin") return true;
  const triggers = formTriggers(text);
  if (triggers.length === 0) return true;
  for (const trigger of triggers) if ((await executeVerdict(services, actor, trigger)) !== "no") return true;
  return false;
}
