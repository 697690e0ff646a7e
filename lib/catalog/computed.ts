import type { Json, JsonObject } from "../base/json";
import { compile, mask } from "../jq";
import { type Blueprint, computedNames } from "./blueprint";
import type { Entity } from "./entity";
import { propertyOf } from "./search";

/** One calculation is small; these bounds keep a page of entities from holding up others. */
const limits = { steps: 50_000, milliseconds: 50 };

/** Relations that a mirror property may follow. */
const farthest = 10;

/** Looks an entity or a blueprint up; undefined when there is none, or when it was not loaded. */
export interface Known {
  entity(blueprint: string, identifier: string): Entity | undefined;
  blueprint(identifier: string): Blueprint | undefined;
}

/** The relations that a mirror property follows, and the property at their end. */
export function mirrorPath(path: string): { relations: string[]; property: string } {
  const steps = path.split(".");
  return { relations: steps.slice(0, -1).slice(0, farthest), property: steps.at(-1) ?? "" };
}

/**
 * An entity with its mirror properties, read through relations, and its calculation properties, which are jq
 * over the entity itself with its mirrors. One that cannot be had is `null`.
 *
 * @param now milliseconds since the epoch, for jq's `now`
 */
export function withComputed(entity: Entity, blueprint: Blueprint, known: Known, now: number): Entity {
  if (computedNames(blueprint).length === 0) return entity;
  const properties: JsonObject = { ...entity.properties };
  for (const [name, { path }] of Object.entries(blueprint.mirrorProperties))
    properties[name] = mirrored(entity, blueprint, path, known);
  const complete = { ...entity, properties };
  const calculated = Object.entries(blueprint.calculationProperties).map(
    ([name, { calculation }]) => [name, calculate(calculation, complete, now)] as const,
  );
  return { ...entity, properties: { ...properties, ...Object.fromEntries(calculated) } };
}

function mirrored(entity: Entity, blueprint: Blueprint, path: string, known: Known): Json {
  const { relations, property } = mirrorPath(path);
  let here: { entity: Entity; blueprint: Blueprint }[] = [{ entity, blueprint }];
  let many = false;
  for (const relation of relations) {
    const next: typeof here = [];
    for (const { entity: from, blueprint: of } of here) {
      const declared = of.relations[relation];
      const target = declared === undefined ? undefined : known.blueprint(declared.target);
      if (declared === undefined || target === undefined) continue;
      many ||= declared.many;
      for (const identifier of [from.relations[relation] ?? []].flat()) {
        const found = known.entity(declared.target, identifier);
        if (found !== undefined) next.push({ entity: found, blueprint: target });
      }
    }
    here = next;
  }
  const values = here.map((one) => propertyOf(one.entity, property) ?? null);
  return many ? values : (values[0] ?? null);
}

function calculate(calculation: string, entity: Entity, now: number): Json {
  const compiled = compile(calculation);
  if (!compiled.ok) return null;
  const outcome = compiled.value.first(entity, { limits, now: () => now });
  return outcome.ok ? ((mask(outcome.value) as Json | undefined) ?? null) : null;
}
