import { z } from "zod";
import { type Json, type JsonObject, sameJson } from "../base/json";
import { didYouMean, nearest } from "../base/nearest";
import { toPointer } from "../base/pointer";
import type { Problem } from "../base/problem";
import { err, ok, type Result } from "../base/result";
import { shown } from "../base/shown";
import { type Blueprint, computedNames } from "./blueprint";
import { complaints } from "./value";

/** Identifiers of entities, as Port's API states them; teams may have spaces inside. */
const entityIdentifier = /^(?!\.{1,2}$)[\p{L}0-9@_.+:\\/=-]+( +[\p{L}0-9@_.+:\\/=-]+)*$/u;

/** An entity as the catalog holds it, in Port's shape. */
export interface Entity {
  identifier: string;
  title: string;
  icon: string | null;
  blueprint: string;
  team: string[];
  properties: JsonObject;
  /** The identifier, the identifiers, or null, by the relation's name. */
  relations: Record<string, string | string[] | null>;
  createdAt: string;
  createdBy: string;
  updatedAt: string;
  updatedBy: string;
}

const teams = z
  .union([z.string(), z.array(z.string())], { error: "A team is a text, or a list of texts" })
  .nullish()
  .transform((team) => (typeof team === "string" ? (team === "" ? [] : [team]) : team));

const identifier = z
  .string({ error: "An entity's identifier is a text" })
  .max(1000, { error: "The identifier has more than 1000 characters" })
  .nullish()
  .transform((given) => (given === "" ? undefined : (given ?? undefined)))
  .refine((given) => given === undefined || entityIdentifier.test(given), {
    error: "An entity's identifier is made of letters, digits and @ _ . + : \\ / = -",
  });

/** What only the catalog writes; taken and left out, so that what was read can be sent back. */
const written = z.unknown().optional();

/** An entity as it is sent. */
export const EntityInput = z
  .strictObject({
    identifier,
    title: z.string().max(1000).nullish(),
    icon: z.string().max(200).nullish(),
    team: teams,
    properties: z.record(z.string(), z.json()).nullish(),
    relations: z.record(z.string(), z.json()).nullish(),
    blueprint: written,
    scorecards: written,
    createdAt: written,
    createdBy: written,
    updatedAt: written,
    updatedBy: written,
  })
  .transform(({ identifier, title, icon, team, properties, relations }) => ({
    identifier,
    title,
    icon,
    team,
    properties,
    relations,
  }));
export type EntityInput = z.output<typeof EntityInput>;

/** What two writes leave of an entity: every field, before the catalog adds who and when. */
export interface EntityDraft {
  identifier: string;
  title: string;
  icon: string | null;
  team: string[];
  properties: JsonObject;
  relations: Record<string, Json>;
}

/**
 * What an entity is after a write. With `merge` only the named fields change, properties and relations one by
 * one (reference 3.2); without, everything that is not named is gone. What the blueprint has lost since the last
 * write is lost here too.
 */
export function applyInput(
  blueprint: Blueprint,
  known: Entity | undefined,
  input: EntityInput,
  identifier: string,
  merge: boolean,
): EntityDraft {
  const base = merge && known !== undefined ? declaredOf(blueprint, known) : undefined;
  return {
    identifier,
    title: input.title ?? base?.title ?? identifier,
    icon: input.icon === undefined ? (base?.icon ?? null) : input.icon,
    team: input.team ?? base?.team ?? [],
    properties: { ...base?.properties, ...input.properties },
    relations: { ...base?.relations, ...input.relations },
  };
}

/** An entity without the properties and relations that its blueprint does not have (any more). */
export function declaredOf(blueprint: Blueprint, entity: Entity): Entity {
  const only = <Value>(values: Record<string, Value>, declared: object): Record<string, Value> => {
    const names = Object.keys(values);
    return names.every((name) => Object.hasOwn(declared, name))
      ? values
      : Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(declared, name)));
  };
  return {
    ...entity,
    properties: only(entity.properties, blueprint.schema.properties),
    relations: only(entity.relations, blueprint.relations),
  };
}

/**
 * Checks an entity against its blueprint: properties by type, format and bounds, required ones, and the shape of
 * relations. Whether related entities exist is for the catalog to say. Values that stay as they are pass, so that
 * a stricter blueprint does not lock what was stored before.
 *
 * @returns the relations in the catalog's shape, or problems that point into the entity as it was sent
 */
export function checkEntity(
  blueprint: Blueprint,
  draft: EntityDraft,
  known?: Entity,
): Result<Entity["relations"], Problem[]> {
  const problems = propertyProblems(blueprint, draft.properties, known?.properties ?? {});
  const relations: Entity["relations"] = {};
  const wrong = new Set<string>();
  for (const [name, value] of Object.entries(draft.relations)) {
    const declared = Object.hasOwn(blueprint.relations, name) ? blueprint.relations[name] : undefined;
    const read = declared === undefined ? undefined : readRelation(value, declared.many);
    if (read !== undefined) relations[name] = read;
    else {
      wrong.add(name);
      problems.push(
        declared === undefined
          ? unknown("relation", blueprint, name, Object.keys(blueprint.relations))
          : problem(
              "entity/relation",
              ["relations", name],
              `The relation "${name}" is ${shown(value)}; it must be ${declared.many ? "a list of identifiers" : "the identifier of one entity, or null"}.`,
            ),
      );
    }
  }
  for (const [name, { required, target }] of Object.entries(blueprint.relations)) {
    const value = relations[name] ?? [];
    if (required && value.length === 0 && !wrong.has(name))
      problems.push(
        problem(
          "entity/required",
          ["relations", name],
          `The relation "${name}" is required. Name an entity of "${target}".`,
        ),
      );
  }
  return problems.length > 0 ? err(problems) : ok(relations);
}

function propertyProblems(blueprint: Blueprint, properties: JsonObject, known: JsonObject): Problem[] {
  const declared = blueprint.schema.properties;
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(properties)) {
    const property = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (property === undefined) {
      problems.push(
        computedNames(blueprint).includes(name)
          ? problem(
              "entity/computed",
              ["properties", name],
              `The property "${name}" is computed and cannot be written.`,
            )
          : unknown("property", blueprint, name, Object.keys(declared)),
      );
      continue;
    }
    if (value === null || (Object.hasOwn(known, name) && sameJson(known[name] ?? null, value))) continue;
    for (const { code, path, message } of complaints(value, property as JsonObject, `The property "${name}"`))
      problems.push(problem(code.replace(/^input/, "entity"), ["properties", name, ...path], message));
  }
  for (const name of blueprint.schema.required)
    if (properties[name] === undefined || properties[name] === null)
      problems.push(
        problem(
          "entity/required",
          ["properties", name],
          `The property "${name}" is required. Give it a value.`,
        ),
      );
  return problems;
}

/** Undefined when the value is none that the relation takes. */
function readRelation(value: Json, many: boolean): string | string[] | null | undefined {
  if (!many) return value === null || value === "" ? null : typeof value === "string" ? value : undefined;
  if (value === null) return [];
  if (typeof value === "string") return value === "" ? [] : [value];
  if (!Array.isArray(value) || !value.every((one) => typeof one === "string")) return undefined;
  return [...new Set(value)];
}

const unknown = (
  kind: "property" | "relation",
  blueprint: Blueprint,
  name: string,
  known: string[],
): Problem =>
  problem(
    `entity/unknown-${kind}`,
    [kind === "property" ? "properties" : "relations", name],
    `The blueprint "${blueprint.identifier}" has no ${kind} "${name}".${didYouMean(nearest(name, known)) || " Add it to the blueprint, or leave it out."}`,
  );

const problem = (code: string, path: (string | number)[], message: string): Problem => ({
  code,
  severity: "error",
  at: toPointer(path),
  message,
});

/** Every entity that these relations lead to. */
export function relatedOf(
  blueprint: Blueprint,
  relations: Entity["relations"],
): { relation: string; blueprint: string; identifier: string }[] {
  return Object.entries(relations).flatMap(([relation, value]) => {
    const target = blueprint.relations[relation]?.target;
    if (target === undefined || value === null) return [];
    return (typeof value === "string" ? [value] : value).map((identifier) => ({
      relation,
      blueprint: target,
      identifier,
    }));
  });
}
