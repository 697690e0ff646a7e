import "server-only";
import { z } from "zod";
import type { Operation as CatalogOperation } from "../../catalog/operation";
import { type OperationName, operations } from "../../catalog/operations";
import { envelope, operation } from "./operation";
import { Blueprint, Entity } from "./shapes";

/** The rows of what the catalog answers: where and with which body is its own to say. */
function row(
  name: OperationName,
  about: {
    summary: string;
    description?: string;
    query?: z.ZodObject;
    example?: z.core.util.JSONType;
    status?: 200 | 201;
    also?: readonly (200 | 207)[];
    response: z.ZodType;
    errors: number[];
  },
) {
  const { method, path, body }: CatalogOperation = operations[name];
  const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? "");
  return operation({
    method,
    path: path.replace(/:(\w+)/g, "{$1}") as `/v1/${string}`,
    tag: "Catalog",
    params: Object.fromEntries(names.map((param) => [param, `Identifier of the ${param}.`])),
    body: body ?? z.undefined(),
    status: 200,
    ...about,
  });
}

const flag = (description: string) => z.enum(["true", "false"]).optional().meta({ description });
const blueprint = envelope({ blueprint: Blueprint });
const entity = envelope({ entity: Entity });
/** With `include` or `exclude` an entity has what was asked for. */
const picked = z.array(Entity.partial());
const writing = {
  create_missing_related_entities: flag("Make related entities that are missing."),
  validation_only: flag("Check everything and write nothing."),
};
const upserting = z.object({
  upsert: flag("Change one that is there already."),
  merge: flag("Keep the properties that are not sent."),
  ...writing,
});
const query = { combinator: "and", rules: [{ property: "$title", operator: "contains", value: "bill" }] };

export const listBlueprints = row("listBlueprints", {
  summary: "List blueprints",
  response: envelope({ blueprints: z.array(Blueprint) }),
  errors: [],
});

export const createBlueprint = row("createBlueprint", {
  summary: "Create a blueprint",
  example: {
    identifier: "service",
    title: "Service",
    schema: { properties: { language: { type: "string" } }, required: [] },
  },
  status: 201,
  response: blueprint,
  errors: [404, 409],
});

export const getBlueprint = row("getBlueprint", {
  summary: "Read a blueprint",
  response: blueprint,
  errors: [404],
});

export const replaceBlueprint = row("replaceBlueprint", {
  summary: "Replace a blueprint",
  example: { title: "Service", schema: { properties: {}, required: [] } },
  response: blueprint,
  errors: [404, 409],
});

export const patchBlueprint = row("patchBlueprint", {
  summary: "Change parts of a blueprint",
  example: { title: "Service" },
  response: blueprint,
  errors: [404, 409],
});

export const deleteBlueprint = row("deleteBlueprint", {
  summary: "Delete a blueprint",
  response: envelope({}),
  errors: [404, 409],
});

export const deleteAllEntities = row("deleteAllEntities", {
  summary: "Delete all entities of a blueprint",
  query: z.object({ delete_blueprint: flag("Delete the blueprint as well.") }),
  response: envelope({ deleted: z.int() }),
  errors: [404, 409],
});

export const listEntities = row("listEntities", {
  summary: "List the entities of a blueprint",
  response: envelope({ entities: picked }),
  errors: [404],
});

export const createEntity = row("createEntity", {
  summary: "Create an entity",
  query: upserting,
  example: { identifier: "billing", title: "Billing", properties: { language: "TypeScript" } },
  status: 201,
  also: [200],
  response: envelope({ entity: Entity.optional() }),
  errors: [404, 409],
});

export const createEntities = row("createEntities", {
  summary: "Create up to 100 entities",
  query: upserting,
  example: { entities: [{ identifier: "billing", title: "Billing" }] },
  also: [207],
  response: envelope({
    entities: z.array(z.strictObject({ identifier: z.string(), index: z.int(), created: z.boolean() })),
    errors: z.array(
      z.strictObject({
        identifier: z.json(),
        index: z.int(),
        statusCode: z.int(),
        error: z.string(),
        message: z.string(),
      }),
    ),
  }),
  errors: [404],
});

export const getEntity = row("getEntity", {
  summary: "Read an entity",
  response: envelope({ entity: Entity.partial() }),
  errors: [404],
});

export const replaceEntity = row("replaceEntity", {
  summary: "Replace an entity, or create it",
  query: z.object(writing),
  example: { title: "Billing", properties: {} },
  response: entity,
  errors: [404, 409],
});

export const patchEntity = row("patchEntity", {
  summary: "Change parts of an entity",
  query: z.object(writing),
  example: { properties: { language: "Go" } },
  response: entity,
  errors: [404, 409],
});

export const deleteEntity = row("deleteEntity", {
  summary: "Delete an entity",
  query: z.object({ delete_dependents: flag("Delete what needs it as well.") }),
  response: envelope({}),
  errors: [404, 409],
});

export const searchAll = row("searchAll", {
  summary: "Search all entities",
  example: query,
  response: envelope({ matchingBlueprints: z.array(z.string()), entities: picked }),
  errors: [],
});

export const searchBlueprint = row("searchBlueprint", {
  summary: "Search the entities of a blueprint",
  description: "Page by page: send what came as `next` as `from`.",
  example: { query, limit: 100 },
  response: envelope({ entities: picked, next: z.string().optional() }),
  errors: [404],
});

export const countSearched = row("countSearched", {
  summary: "Count what a search finds",
  example: { query },
  response: envelope({ count: z.int() }),
  errors: [404],
});

export const countEntities = row("countEntities", {
  summary: "Count the entities of a blueprint",
  response: envelope({ count: z.int() }),
  errors: [404],
});
