import "server-only";
import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import { err, ok, type Result } from "../../base/result";
import type { WorkflowNode } from "../../workflow/document";
import { type Candidate, mayExecute } from "../../workflow/permissions";
import type { PolicyContexts, Verdict } from "../../workflow/policy";
import { type Actor, nameOf } from "../actor";
import { type ApiError, apiError } from "../api/errors";
import type { Services } from "../running";
import { findEntity } from "./directory";

/** What is known of a run that is about to begin, when its policy is asked. */
export interface Beginning {
  inputs: JsonObject;
  workflowRun: JsonObject;
}

/**
 * Whether an actor may start a trigger (reference 8): `later` while it depends on inputs that are not there yet.
 * Triggers other than forms run as the organisation, so only Admins and programs start them by hand.
 */
export async function executeVerdict(
  services: Services,
  actor: Actor,
  trigger: WorkflowNode,
  beginning?: Beginning,
): Promise<Verdict> {
  const { config } = trigger;
  if (config.type !== "SELF_SERVE_TRIGGER")
    return actor.kind === "client" || actor.role === "Admin" ? "yes" : "no";
  const contexts: PolicyContexts = {
    ...(actor.kind === "user"
      ? { user: actor.properties, userTeams: actor.teams }
      : { user: { $identifier: actor.id, $title: actor.name, port_role: actor.role }, userTeams: [] }),
    ...(beginning === undefined
      ? {}
      : {
          form: await formContext(services, config.userInputs, beginning.inputs),
          workflowRun: beginning.workflowRun,
        }),
  };
  return mayExecute(config.permissions, candidateOf(actor), contexts);
}

function candidateOf(actor: Actor): Candidate {
  if (actor.kind === "client") return { kind: "client" };
  const texts = (...values: (Json | undefined)[]) => values.filter((value) => typeof value === "string");
  return {
    kind: "user",
    admin: actor.role === "Admin",
    roles: texts(actor.role, actor.properties.port_role),
    names: [actor.email, actor.id],
    teams: actor.teams.flatMap((team) => texts(team.$identifier, team.$title)),
  };
}

/** The inputs as policies read them: an input with the format entity is the entity, one level deep. */
async function formContext(
  services: Services,
  userInputs: Json | undefined,
  inputs: JsonObject,
): Promise<JsonObject> {
  const properties =
    isJsonObject(userInputs) && isJsonObject(userInputs.properties) ? userInputs.properties : {};
  const entity = async (blueprint: string, value: Json): Promise<Json> =>
    typeof value === "string"
      ? ((await findEntity(services, blueprint, value)) ?? { $identifier: value })
      : value;
  const context: JsonObject = Object.create(null);
  for (const [name, value] of Object.entries(inputs)) {
    const property = properties[name];
    const shape = isJsonObject(property) && isJsonObject(property.items) ? property.items : property;
    const blueprint =
      isJsonObject(shape) && shape.format === "entity" && typeof shape.blueprint === "string"
        ? shape.blueprint
        : undefined;
    if (blueprint === undefined) context[name] = value;
    else if (Array.isArray(value))
      context[name] = await Promise.all(value.map((each) => entity(blueprint, each)));
    else context[name] = await entity(blueprint, value);
  }
  return context;
}

/** Refuses everybody but Admins. */
export const requireAdmin = (actor: Actor, what: string): Result<void, ApiError> =>
  actor.role === "Admin" ? ok(undefined) : err(apiError("forbidden", `Only an Admin may ${what}.`));

/** Whether an actor sees all runs, whoever started them. */
export const seesAllRuns = (actor: Actor): boolean => actor.kind === "client" || actor.role === "Admin";

/**
 * Refuses those who may not see a run (reference 8): programs, Admins and its creator may, and everybody when the
 * workflow lets anyone view its runs. `change` is for what only the first three may do.
 */
export async function requireRun(
  { db }: Pick<Services, "db">,
  actor: Actor,
  run: string,
  change = false,
): Promise<Result<void, ApiError>> {
  const row = await db
    .selectFrom("runs")
    .select(["created_by", "workflow_id"])
    .where("id", "=", run)
    .executeTakeFirst();
  if (row === undefined) return err(apiError("not_found", `There is no run "${run}".`));
  if (seesAllRuns(actor) || row.created_by === nameOf(actor)) return ok(undefined);
  if (change) return err(apiError("forbidden", `Only an Admin or who started the run "${run}" may do this.`));
  const closed = await db
    .selectFrom("workflows")
    .select("id")
    .where("id", "=", row.workflow_id)
    .where("private_runs", "=", 1)
    .unionAll(
      db
        .selectFrom("deleted_workflows")
        .select("id")
        .where("id", "=", row.workflow_id)
        .where("private_runs", "=", 1),
    )
    .executeTakeFirst();
  return closed === undefined
    ? ok(undefined)
    : err(
        apiError(
          "forbidden",
          `The runs of this workflow are for Admins and for those who started them; "${run}" is somebody else's.`,
        ),
      );
}
