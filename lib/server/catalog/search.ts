import "server-only";
import type { Json } from "../../base/json";
import { err, ok, type Result } from "../../base/result";
import { type Blueprint, computedNames } from "../../catalog/blueprint";
import type { Entity } from "../../catalog/entity";
import type { Query, Rule } from "../../catalog/query";
import { blueprintsOf, compareBy, matchesQuery, type SearchContext } from "../../catalog/search";
import { type ApiError, apiError } from "../api/errors";
import type { Database } from "../db/client";
import { allBlueprints } from "./blueprints";
import { connectedSets } from "./connected";
import { present } from "./present";
import { entityOfRow } from "./rows";
import { workflowBlueprint, workflowEntities } from "./system";

/** What is looked for, and how much of it. */
export interface SearchRequest {
  query: Query;
  /** Only entities of this blueprint. */
  blueprint?: string;
  /** Part of the identifier or title, without regard to case. */
  text?: string;
  /** Without it, by blueprint and identifier. */
  sort?: { property: string; descending: boolean };
  /** The most entities to answer with. */
  limit: number;
  /** `next` of the answer before. */
  from?: string;
  /** Leave mirror and calculation properties out. */
  plain?: boolean;
  /** Whose query it is: the identifier of an entity of `_user`. */
  by: string;
}

export interface SearchAnswer {
  entities: Entity[];
  /** To go on with; null at the end. */
  next: string | null;
}

/** Entities that one sorted search may look through. */
const mostSorted = 50_000;

/** Rows that are read at a time. */
const page = 500;

/** Finds entities. */
export async function searchEntities(
  db: Database,
  request: SearchRequest,
  now: number,
): Promise<Result<SearchAnswer, ApiError>> {
  const { limit, sort } = request;
  if (sort === undefined) {
    const after = request.from === undefined ? undefined : readKey(request.from);
    if (request.from !== undefined && after === undefined) return err(badToken(request.from));
    const found: Entity[] = [];
    for await (const entity of matching(db, request, now, after)) {
      if (found.length === limit) return ok({ entities: found, next: keyToken(found.at(-1)) });
      found.push(entity);
    }
    return ok({ entities: found, next: null });
  }
  const offset = request.from === undefined ? 0 : readOffset(request.from);
  if (offset === undefined) return err(badToken(request.from ?? ""));
  const found: Entity[] = [];
  for await (const entity of matching(db, request, now)) {
    found.push(entity);
    if (found.length > mostSorted)
      return err(
        apiError(
          "invalid_query",
          `More than ${mostSorted} entities match; sort fewer, or leave the order out.`,
        ),
      );
  }
  found.sort(compareBy(sort.property, sort.descending));
  const end = offset + limit;
  return ok({ entities: found.slice(offset, end), next: end < found.length ? `o${end}` : null });
}

/** How many entities match. */
export async function countMatching(
  db: Database,
  request: Omit<SearchRequest, "limit" | "from" | "sort">,
  now: number,
): Promise<number> {
  let count = 0;
  for await (const _ of matching(db, { ...request, limit: 0 }, now)) count += 1;
  return count;
}

async function* matching(
  db: Database,
  request: SearchRequest,
  now: number,
  after?: { blueprint: string; identifier: string },
): AsyncGenerator<Entity> {
  const blueprints = await allBlueprints(db);
  const context: SearchContext = {
    now,
    blueprint: (name) => blueprints.get(name),
    ...(await who(db, request.by)),
  };
  const search: SearchContext = {
    ...context,
    connected: await connectedSets(db, request.query, blueprints, context),
  };
  const said = request.blueprint === undefined ? blueprintsOf(request.query) : [request.blueprint];
  const names = [...blueprints.keys()].filter((name) => said?.includes(name) ?? true).sort();
  const wanted = request.text?.trim().toLowerCase() ?? "";
  const reads = readsOf(request.query);
  for (const name of names) {
    const blueprint = blueprints.get(name);
    if (blueprint === undefined || (after !== undefined && name < after.blueprint)) continue;
    const early = reads(blueprint);
    const begin = after?.blueprint === name ? after.identifier : undefined;
    for await (const rows of pages(db, name, begin)) {
      const candidates = early && !request.plain ? await present(db, rows, blueprints, now) : rows;
      const kept = candidates.filter(
        (entity) => isLike(entity, wanted) && matchesQuery(request.query, entity, search),
      );
      yield* early || request.plain ? kept : await present(db, kept, blueprints, now);
    }
  }
}

const isLike = (entity: Entity, wanted: string): boolean =>
  wanted === "" ||
  entity.identifier.toLowerCase().includes(wanted) ||
  entity.title.toLowerCase().includes(wanted);

/** The stored entities of one blueprint, in the order of their identifiers. */
async function* pages(db: Database, blueprint: string, after: string | undefined): AsyncGenerator<Entity[]> {
  if (blueprint === workflowBlueprint.identifier) {
    yield (await workflowEntities(db)).filter((one) => after === undefined || one.identifier > after);
    return;
  }
  for (let last = after; ; ) {
    const from = db.selectFrom("entities").selectAll().where("blueprint", "=", blueprint);
    const rows = await (last === undefined ? from : from.where("identifier", ">", last))
      .orderBy("identifier")
      .limit(page)
      .execute();
    if (rows.length > 0) yield rows.map(entityOfRow);
    if (rows.length < page) return;
    last = rows.at(-1)?.identifier;
  }
}

/** The entities that `{context: "user"}` and `{context: "userTeams"}` stand for. */
async function who(db: Database, by: string): Promise<Pick<SearchContext, "user" | "userTeams">> {
  const row = await db
    .selectFrom("entities")
    .selectAll()
    .where("blueprint", "=", "_user")
    .where("identifier", "=", by)
    .executeTakeFirst();
  if (row === undefined) return { userTeams: [] };
  const user = entityOfRow(row);
  if (user.team.length === 0) return { user, userTeams: [] };
  const teams = await db
    .selectFrom("entities")
    .selectAll()
    .where("blueprint", "=", "_team")
    .where("identifier", "in", user.team)
    .execute();
  return { user, userTeams: teams.map(entityOfRow) };
}

/** Whether a query reads a computed property of a blueprint, so that it has to be had before the rules are tried. */
function readsOf(query: Query): (blueprint: Blueprint) => boolean {
  const names = new Set<string>();
  const visit = (rule: Rule) => {
    if (rule.kind === "query") rule.rules.forEach(visit);
    else if (rule.kind === "property" && typeof rule.property === "string") names.add(rule.property);
  };
  visit(query);
  return (blueprint) => computedNames(blueprint).some((name) => names.has(name));
}

const badToken = (token: string): ApiError =>
  apiError(
    "invalid_query",
    `${JSON.stringify(token)} is no place to go on from; send the next of the answer before.`,
  );

const keyToken = (entity: Entity | undefined): string | null =>
  entity === undefined
    ? null
    : `k${Buffer.from(JSON.stringify([entity.blueprint, entity.identifier])).toString("base64url")}`;

function readKey(token: string): { blueprint: string; identifier: string } | undefined {
  if (!token.startsWith("k")) return undefined;
  try {
    const key = JSON.parse(Buffer.from(token.slice(1), "base64url").toString("utf8")) as Json;
    const [blueprint, identifier] = Array.isArray(key) ? key : [];
    return typeof blueprint === "string" && typeof identifier === "string"
      ? { blueprint, identifier }
      : undefined;
  } catch {
    return undefined;
  }
}

const readOffset = (token: string): number | undefined =>
  /^o\d{1,9}$/.test(token) ? Number(token.slice(1)) : undefined;
