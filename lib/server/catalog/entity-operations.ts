import "server-only";
import { z } from "zod";
import type { JsonObject } from "../../base/json";
import { err, ok, type Result } from "../../base/result";
import { type Entity, EntityInput } from "../../catalog/entity";
import { pick } from "../../catalog/pick";
import { everything, type Query } from "../../catalog/query";
import { readQuery } from "../../catalog/read-query";
import { type ApiError, apiError, errorEnvelope } from "../api/errors";
import { listOf } from "../api/query";
import type { WriteOptions } from "./entities";
import { answered, bodiless, type OperationAnswer, type OperationCall, operation } from "./operation";

const place = "/v1/blueprints/:blueprint/entities";

/** Entities of one unpaged answer; Port refuses more with the same status. */
const mostListed = 10_000;

/** Entities of one bulk call. */
const mostAtOnce = 100;

const flag = (query: URLSearchParams, name: string): boolean => query.get(name) === "true";

/** What a write is told by its query. */
const optionsOf = (query: URLSearchParams): Pick<WriteOptions, "createMissing" | "validationOnly"> => ({
  createMissing: flag(query, "create_missing_related_entities"),
  validationOnly: flag(query, "validation_only"),
});

const upsertOf = (query: URLSearchParams): WriteOptions => ({
  mode: flag(query, "upsert") ? "upsert" : "create",
  merge: flag(query, "merge"),
  ...optionsOf(query),
});

const isPlain = (query: URLSearchParams): boolean => flag(query, "exclude_calculated_properties");

const pickedBy =
  (query: URLSearchParams, body: { include?: string[] | undefined; exclude?: string[] | undefined } = {}) =>
  (entity: Entity): JsonObject =>
    pick(entity, body.include ?? listOf(query, "include"), body.exclude ?? listOf(query, "exclude"));

/** Every entity of a search that is not paged. */
async function all(
  call: OperationCall<unknown>,
  query: Query,
  blueprint?: string,
): Promise<Result<Entity[], ApiError>> {
  const found = await call.catalog.search({
    query,
    ...(blueprint === undefined ? {} : { blueprint }),
    limit: mostListed,
    plain: isPlain(call.query),
    by: call.source.by,
  });
  if (!found.ok) return found;
  return found.value.next === null
    ? ok(found.value.entities)
    : err(
        apiError(
          "too_many_entities",
          `More than ${mostListed} entities. Read them page by page with POST /v1/blueprints/{blueprint}/entities/search.`,
        ),
      );
}

const listEntities = bodiless("GET", place, async (call) => {
  const blueprint = await call.catalog.blueprint(call.params.blueprint ?? "");
  if (!blueprint.ok) return blueprint;
  return answered(await all(call, everything, blueprint.value.identifier), 200, (entities) => ({
    entities: entities.map(pickedBy(call.query)),
  }));
});

const createEntity = operation(
  "POST",
  place,
  EntityInput,
  async ({ catalog, params, query, body, source }) => {
    const written = await catalog.write(params.blueprint ?? "", body, upsertOf(query), source);
    if (!written.ok) return written;
    const { entity, created } = written.value;
    return ok({ status: created ? 201 : 200, json: flag(query, "validation_only") ? {} : { entity } });
  },
);

const Bulk = z.object({
  entities: z
    .array(z.unknown())
    .min(1, { error: "Send at least one entity" })
    .max(mostAtOnce, { error: `Send at most ${mostAtOnce} entities at once` }),
});

const createEntities = operation(
  "POST",
  `${place}/bulk`,
  Bulk,
  async ({ catalog, params, query, body, source }) => {
    const blueprint = await catalog.blueprint(params.blueprint ?? "");
    if (!blueprint.ok) return blueprint;
    const entities: object[] = [];
    const errors: object[] = [];
    for (const [index, given] of body.entities.entries()) {
      const identifier = (given as { identifier?: unknown } | null)?.identifier ?? null;
      const parsed = EntityInput.safeParse(given);
      const written = parsed.success
        ? await catalog.write(blueprint.value.identifier, parsed.data, upsertOf(query), source)
        : err(apiError("invalid_entity", `${parsed.error.issues[0]?.message ?? "The entity is not valid"}.`));
      if (written.ok)
        entities.push({ identifier: written.value.entity.identifier, index, created: written.value.created });
      else {
        const { code, message } = written.error;
        errors.push({
          identifier,
          index,
          statusCode: errorEnvelope(written.error).status,
          error: code,
          message,
        });
      }
    }
    return ok({ status: errors.length > 0 ? 207 : 200, json: { entities, errors } });
  },
);

const getEntity = bodiless("GET", `${place}/:entity`, async ({ catalog, params, query }) =>
  answered(await catalog.entity(params.blueprint ?? "", params.entity ?? ""), 200, (entity) => ({
    entity: pickedBy(query)(entity),
  })),
);

/** PUT and PATCH: the identifier is that of the address. */
async function change(
  { catalog, params, query, body, source }: OperationCall<EntityInput>,
  mode: WriteOptions["mode"],
  merge: boolean,
): Promise<Result<OperationAnswer, ApiError>> {
  const identifier = params.entity ?? "";
  if (body.identifier !== undefined && body.identifier !== identifier)
    return err(apiError("invalid_entity", `An entity keeps its identifier; this one is "${identifier}".`));
  const named = EntityInput.safeParse({ ...body, identifier });
  if (!named.success)
    return err(
      apiError("invalid_entity", `${named.error.issues[0]?.message ?? "The identifier is not valid"}.`),
    );
  const options = { mode, merge, ...optionsOf(query) };
  return answered(
    await catalog.write(params.blueprint ?? "", named.data, options, source),
    200,
    ({ entity }) => ({
      entity,
    }),
  );
}

const replaceEntity = operation("PUT", `${place}/:entity`, EntityInput, (call) =>
  change(call, "upsert", false),
);

const patchEntity = operation("PATCH", `${place}/:entity`, EntityInput, (call) =>
  change(call, "update", true),
);

const deleteEntity = bodiless("DELETE", `${place}/:entity`, async ({ catalog, params, query, source }) =>
  answered(
    await catalog.deleteEntity(
      params.blueprint ?? "",
      params.entity ?? "",
      flag(query, "delete_dependents"),
      source,
    ),
    200,
    () => ({}),
  ),
);

/** Reads a query, or refuses with a pointer for each mistake; without one everything is meant. */
export function queryOf(given: unknown, at: string[]): Result<Query, ApiError> {
  if (given === undefined) return ok(everything);
  const query = readQuery(given as JsonObject, at);
  if (query.ok) return query;
  return err(apiError("invalid_query", query.error[0]?.message ?? "The query is not valid.", query.error));
}

const searchAll = operation("POST", "/v1/entities/search", z.record(z.string(), z.json()), async (call) => {
  const query = queryOf(call.body, []);
  if (!query.ok) return query;
  return answered(await all(call, query.value), 200, (entities) => ({
    matchingBlueprints: [...new Set(entities.map((one) => one.blueprint))],
    entities: entities.map(pickedBy(call.query)),
  }));
});

const Search = z.object({
  query: z.unknown().optional(),
  include: z.array(z.string()).optional(),
  exclude: z.array(z.string()).optional(),
  limit: z.int().min(1).max(1000).default(200),
  from: z.string().nullish(),
  sort: z
    .object({
      property: z.string(),
      order: z.string().regex(/^(asc|desc)$/i, { error: "The order is ASC or DESC" }),
    })
    .optional(),
});

const searchBlueprint = operation(
  "POST",
  `${place}/search`,
  Search,
  async ({ catalog, params, query, body, source }) => {
    const blueprint = await catalog.blueprint(params.blueprint ?? "");
    if (!blueprint.ok) return blueprint;
    const asked = queryOf(body.query, ["query"]);
    if (!asked.ok) return asked;
    const { sort, from } = body;
    const found = await catalog.search({
      query: asked.value,
      blueprint: blueprint.value.identifier,
      limit: body.limit,
      plain: isPlain(query),
      by: source.by,
      ...(typeof from === "string" ? { from } : {}),
      ...(sort === undefined
        ? {}
        : { sort: { property: sort.property, descending: sort.order.toLowerCase() === "desc" } }),
    });
    return answered(found, 200, ({ entities, next }) => ({
      entities: entities.map(pickedBy(query, body)),
      ...(next === null ? {} : { next }),
    }));
  },
);

const countSearched = operation(
  "POST",
  `${place}/search/count`,
  z.object({ query: z.unknown().optional() }),
  async ({ catalog, params, body, source }) => {
    const blueprint = await catalog.blueprint(params.blueprint ?? "");
    if (!blueprint.ok) return blueprint;
    const asked = queryOf(body.query, ["query"]);
    if (!asked.ok) return asked;
    const { identifier } = blueprint.value;
    const count = await catalog.count({ query: asked.value, blueprint: identifier, by: source.by });
    return ok({ status: 200, json: { count } });
  },
);

const countEntities = bodiless(
  "GET",
  "/v1/blueprints/:blueprint/entities-count",
  async ({ catalog, params }) => {
    const blueprint = await catalog.blueprint(params.blueprint ?? "");
    if (!blueprint.ok) return blueprint;
    const counts = await catalog.counts();
    return ok({ status: 200, json: { count: counts.get(blueprint.value.identifier) ?? 0 } });
  },
);

/** Port's calls about entities, by name. */
export const entityOperations = {
  listEntities,
  createEntity,
  createEntities,
  getEntity,
  replaceEntity,
  patchEntity,
  deleteEntity,
  searchAll,
  searchBlueprint,
  countSearched,
  countEntities,
};
