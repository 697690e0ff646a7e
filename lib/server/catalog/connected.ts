import "server-only";
import type { Blueprint } from "../../catalog/blueprint";
import type { PathRule, Query, RelatedRule } from "../../catalog/query";
import { connectionRules, fromContext, type SearchContext } from "../../catalog/search";
import type { Database } from "../db/client";

/** How far connections are followed, and how many entities a rule may find. */
const bounds = { hops: 15, entities: 50_000 };

/** How many identifiers one statement asks for. */
const chunk = 500;

interface Place {
  blueprint: string;
  identifier: string;
}

interface Edge extends Place {
  relation: string;
  target_blueprint: string;
  target: string;
}

/** Finds, for each rule of a query that is about connections, the entities that meet it. */
export async function connectedSets(
  db: Database,
  query: Query,
  blueprints: ReadonlyMap<string, Blueprint>,
  context: SearchContext,
): Promise<Map<RelatedRule | PathRule, ReadonlySet<string>>> {
  const sets = new Map<RelatedRule | PathRule, ReadonlySet<string>>();
  for (const rule of connectionRules(query))
    sets.set(
      rule,
      rule.kind === "related" ? await relatedTo(db, rule, blueprints) : await alongPath(db, rule, context),
    );
  return sets;
}

/** Everything that can be reached in one direction, or in either, over any number of relations. */
async function relatedTo(
  db: Database,
  rule: RelatedRule,
  blueprints: ReadonlyMap<string, Blueprint>,
): Promise<Set<string>> {
  const start = rule.value.map((identifier) => ({ blueprint: rule.blueprint, identifier }));
  const allowed = (edge: Edge) =>
    rule.required === undefined ||
    (blueprints.get(edge.blueprint)?.relations[edge.relation]?.required ?? false) === rule.required;
  const found = new Set<string>();
  for (const direction of ["upstream", "downstream"] as const) {
    if (rule.direction !== undefined && rule.direction !== direction) continue;
    const seen = new Set(start.map(keyText));
    let here: Place[] = start;
    for (let hop = 0; hop < bounds.hops && here.length > 0 && found.size < bounds.entities; hop += 1) {
      const edges = (await edgesOf(db, here, direction)).filter(allowed);
      here = edges.map((edge) => otherEnd(edge, direction)).filter((place) => !seen.has(keyText(place)));
      for (const place of here) {
        seen.add(keyText(place));
        found.add(keyText(place));
      }
    }
  }
  return found;
}

/**
 * What a path of named relations leads to. Without `fromBlueprint` the path begins at the entities that are
 * looked for and ends at the value; with it, it begins at the value.
 */
async function alongPath(db: Database, rule: PathRule, context: SearchContext): Promise<Set<string>> {
  const value = Array.isArray(rule.value) ? rule.value : fromContext(rule.value, context);
  const wanted = [value ?? []].flat().filter((one) => typeof one === "string");
  const direction = rule.fromBlueprint === undefined ? "downstream" : "upstream";
  const steps = direction === "upstream" ? rule.path : [...rule.path].reverse();
  let here: Set<string> | undefined;
  for (const { relation, hops, atMost } of steps) {
    const reached = new Set<string>();
    for (let hop = 0; hop < hops; hop += 1) {
      const edges: Edge[] =
        here === undefined
          ? await firstEdges(db, wanted, relation, rule.fromBlueprint)
          : (await edgesOf(db, [...here].map(placeOf), direction)).filter(
              (edge) => edge.relation === relation,
            );
      here = new Set(edges.slice(0, bounds.entities).map((edge) => keyText(otherEnd(edge, direction))));
      if (atMost || hop === hops - 1) for (const key of here) reached.add(key);
    }
    here = reached;
  }
  return here ?? new Set();
}

/** The relations that begin or end at identifiers whose blueprint need not be known. */
async function firstEdges(
  db: Database,
  identifiers: string[],
  relation: string,
  fromBlueprint: string | undefined,
): Promise<Edge[]> {
  const edges: Edge[] = [];
  for (let at = 0; at < identifiers.length; at += chunk) {
    const some = identifiers.slice(at, at + chunk);
    const all = db.selectFrom("entity_relations").selectAll().where("relation", "=", relation);
    edges.push(
      ...(await (fromBlueprint === undefined
        ? all.where("target", "in", some)
        : all.where("blueprint", "=", fromBlueprint).where("identifier", "in", some)
      ).execute()),
    );
  }
  return edges;
}

async function edgesOf(
  db: Database,
  places: readonly Place[],
  direction: "upstream" | "downstream",
): Promise<Edge[]> {
  const byBlueprint = new Map<string, string[]>();
  for (const { blueprint, identifier } of places)
    byBlueprint.set(blueprint, [...(byBlueprint.get(blueprint) ?? []), identifier]);
  const [blueprintColumn, identifierColumn] =
    direction === "upstream"
      ? (["blueprint", "identifier"] as const)
      : (["target_blueprint", "target"] as const);
  const edges: Edge[] = [];
  for (const [blueprint, identifiers] of byBlueprint)
    for (let at = 0; at < identifiers.length; at += chunk)
      edges.push(
        ...(await db
          .selectFrom("entity_relations")
          .selectAll()
          .where(blueprintColumn, "=", blueprint)
          .where(identifierColumn, "in", identifiers.slice(at, at + chunk))
          .limit(bounds.entities)
          .execute()),
      );
  return edges;
}

const otherEnd = (edge: Edge, direction: "upstream" | "downstream"): Place =>
  direction === "upstream"
    ? { blueprint: edge.target_blueprint, identifier: edge.target }
    : { blueprint: edge.blueprint, identifier: edge.identifier };

const keyText = ({ blueprint, identifier }: Place): string => `${blueprint}\n${identifier}`;

function placeOf(key: string): Place {
  const at = key.indexOf("\n");
  return { blueprint: key.slice(0, at), identifier: key.slice(at + 1) };
}
