import "server-only";
import type { JsonObject } from "../../base/json";
import { toPointer } from "../../base/pointer";
import { err, ok, type Result } from "../../base/result";
import { type Blueprint, BlueprintInput, mergeBlueprint } from "../../catalog/blueprint";
import { compile } from "../../jq";
import { type ApiError, apiError } from "../api/errors";
import type { Database } from "../db/client";
import type { ChangeSource } from "./changes";
import { blueprintOfRow } from "./rows";
import { isSystem, workflowBlueprint } from "./system";

/** More blueprints than anybody draws; a bound for programs that run wild. */
const most = 2_000;

export async function findBlueprint(db: Database, identifier: string): Promise<Blueprint | undefined> {
  if (identifier === workflowBlueprint.identifier) return workflowBlueprint;
  const row = await db
    .selectFrom("blueprints")
    .selectAll()
    .where("identifier", "=", identifier)
    .executeTakeFirst();
  return row === undefined ? undefined : blueprintOfRow(row);
}

/** The same, or a refusal. */
export async function requireBlueprint(
  db: Database,
  identifier: string,
): Promise<Result<Blueprint, ApiError>> {
  const found = await findBlueprint(db, identifier);
  return found === undefined
    ? err(apiError("not_found", `Blueprint with identifier "${identifier}" was not found.`))
    : ok(found);
}

/** Every blueprint, by identifier. */
export async function allBlueprints(db: Database): Promise<Map<string, Blueprint>> {
  const rows = await db.selectFrom("blueprints").selectAll().orderBy("identifier").execute();
  const blueprints = new Map(rows.map((row) => [row.identifier, blueprintOfRow(row)]));
  return blueprints.set(workflowBlueprint.identifier, workflowBlueprint);
}

/** Adds a blueprint. */
export async function createBlueprint(
  db: Database,
  input: BlueprintInput,
  source: ChangeSource,
  now: string,
): Promise<Result<Blueprint, ApiError>> {
  if ((await findBlueprint(db, input.identifier)) !== undefined)
    return err(
      apiError("identifier_taken", `Blueprint with identifier "${input.identifier}" already exists.`),
    );
  const { count } = await db
    .selectFrom("blueprints")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  if (Number(count) >= most)
    return err(apiError("invalid_blueprint", `The catalog holds ${most} blueprints, its most.`));
  const refused = await refuse(db, input);
  if (refused !== undefined) return err(refused);
  const row = {
    identifier: input.identifier,
    body: JSON.stringify(input),
    created_at: now,
    created_by: source.by,
    updated_at: now,
    updated_by: source.by,
  };
  await db.insertInto("blueprints").values(row).execute();
  return ok(blueprintOfRow(row));
}

/** Replaces a blueprint as a whole. Its identifier stays. */
export async function replaceBlueprint(
  db: Database,
  identifier: string,
  input: BlueprintInput,
  source: ChangeSource,
  now: string,
): Promise<Result<Blueprint, ApiError>> {
  const known = await requireBlueprint(db, identifier);
  if (!known.ok) return known;
  if (identifier === workflowBlueprint.identifier) return err(readOnly(identifier));
  if (input.identifier !== identifier)
    return err(
      apiError("invalid_blueprint", `A blueprint keeps its identifier; this one is "${identifier}".`, [
        {
          code: "blueprint/identifier",
          severity: "error",
          at: "/identifier",
          message: `Write "${identifier}", or leave it out.`,
        },
      ]),
    );
  const refused = await refuse(db, input);
  if (refused !== undefined) return err(refused);
  await db
    .updateTable("blueprints")
    .set({ body: JSON.stringify(input), updated_at: now, updated_by: source.by })
    .where("identifier", "=", identifier)
    .execute();
  await followTargets(db, identifier, known.value, input);
  return requireBlueprint(db, identifier);
}

/** Lays a change over a blueprint, and replaces it by the result. */
export async function patchBlueprint(
  db: Database,
  identifier: string,
  change: JsonObject,
  source: ChangeSource,
  now: string,
): Promise<Result<Blueprint, ApiError>> {
  const known = await requireBlueprint(db, identifier);
  if (!known.ok) return known;
  const { createdAt: _, createdBy: __, updatedAt: ___, updatedBy: ____, ...body } = known.value;
  const merged = BlueprintInput.safeParse(mergeBlueprint(body as JsonObject, { ...change, identifier }));
  if (!merged.success) {
    const details = merged.error.issues.map((issue) => ({
      code: "request/invalid",
      severity: "error" as const,
      at: toPointer(issue.path.map((step) => (typeof step === "symbol" ? String(step) : step))),
      message: issue.message,
    }));
    return err(
      apiError(
        "invalid_blueprint",
        `The change does not leave a blueprint: ${details[0]?.message}.`,
        details,
      ),
    );
  }
  return replaceBlueprint(db, identifier, merged.data, source, now);
}

/** Removes a blueprint that has no entities and that no other leads to. */
export async function deleteBlueprint(db: Database, identifier: string): Promise<Result<void, ApiError>> {
  const known = await requireBlueprint(db, identifier);
  if (!known.ok) return known;
  if (isSystem(identifier)) return err(readOnly(identifier));
  const entity = await db
    .selectFrom("entities")
    .select("identifier")
    .where("blueprint", "=", identifier)
    .limit(1)
    .executeTakeFirst();
  if (entity !== undefined)
    return err(
      apiError(
        "has_dependents",
        `The blueprint "${identifier}" has entities. Delete them first, with DELETE /v1/blueprints/${identifier}/all-entities.`,
      ),
    );
  for (const other of (await allBlueprints(db)).values()) {
    const [relation] = Object.entries(other.relations).find(([, { target }]) => target === identifier) ?? [];
    if (relation !== undefined && other.identifier !== identifier)
      return err(
        apiError(
          "has_dependents",
          `The relation "${relation}" of the blueprint "${other.identifier}" leads to "${identifier}". Remove it first.`,
        ),
      );
  }
  await db.deleteFrom("blueprints").where("identifier", "=", identifier).execute();
  return ok(undefined);
}

export const readOnly = (blueprint: string): ApiError =>
  apiError(
    "read_only",
    blueprint === workflowBlueprint.identifier
      ? 'Entities of "_workflow" are the published workflows: change the workflow instead.'
      : `The blueprint "${blueprint}" is part of Slipway and stays.`,
  );

/** What a schema alone cannot say of a blueprint. */
async function refuse(db: Database, input: BlueprintInput): Promise<ApiError | undefined> {
  for (const [name, { target }] of Object.entries(input.relations)) {
    if (target !== input.identifier && (await findBlueprint(db, target)) === undefined)
      return apiError("not_found", `Blueprint with identifier "${target}" was not found.`, [
        {
          code: "blueprint/target",
          severity: "error",
          at: toPointer(["relations", name, "target"]),
          message: `The relation "${name}" leads to the blueprint "${target}", which does not exist. Create it first.`,
        },
      ]);
  }
  for (const [name, { calculation }] of Object.entries(input.calculationProperties)) {
    const compiled = compile(calculation);
    if (!compiled.ok)
      return apiError("invalid_blueprint", `The calculation of "${name}": ${compiled.error.message}.`, [
        {
          code: "blueprint/calculation",
          severity: "error",
          at: toPointer(["calculationProperties", name, "calculation"]),
          message: compiled.error.message,
        },
      ]);
  }
  const unknown = input.schema.required.find((name) => !Object.hasOwn(input.schema.properties, name));
  if (unknown !== undefined)
    return apiError("invalid_blueprint", `The required property "${unknown}" is not one of the properties.`, [
      {
        code: "blueprint/required",
        severity: "error",
        at: "/schema/required",
        message: `Add the property "${unknown}", or take it off the list.`,
      },
    ]);
  return undefined;
}

/** Keeps what can be followed in step with the relations that the blueprint has now. */
async function followTargets(
  db: Database,
  identifier: string,
  before: Blueprint,
  after: BlueprintInput,
): Promise<void> {
  for (const [name, { target }] of Object.entries(before.relations)) {
    const now = Object.hasOwn(after.relations, name) ? after.relations[name] : undefined;
    if (now?.target === target) continue;
    if (now === undefined)
      await db
        .deleteFrom("entity_relations")
        .where("blueprint", "=", identifier)
        .where("relation", "=", name)
        .execute();
    else
      await db
        .updateTable("entity_relations")
        .set({ target_blueprint: now.target })
        .where("blueprint", "=", identifier)
        .where("relation", "=", name)
        .execute();
  }
}
