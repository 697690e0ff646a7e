import { type Json, sameJson } from "../base/json";
import type { Entity } from "./entity";

/** One value that a change of an entity touched. A side that did not exist is absent. */
export interface Difference {
  /** What it is called: `title`, `team`, a property, a relation. */
  name: string;
  kind: "field" | "property" | "relation";
  before?: Json;
  after?: Json;
}

const fields = ["title", "icon", "team"] as const;

/** What differs between an entity before and after a change; one that is created or deleted differs in all it has. */
export function differencesOf(before: Entity | null, after: Entity | null): Difference[] {
  return [
    ...fields.flatMap((name) => differ(name, "field", before?.[name], after?.[name])),
    ...each("property", before?.properties, after?.properties),
    ...each("relation", before?.relations, after?.relations),
  ];
}

function each(
  kind: Difference["kind"],
  before: Record<string, Json> = {},
  after: Record<string, Json> = {},
): Difference[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) =>
    differ(
      name,
      kind,
      Object.hasOwn(before, name) ? before[name] : undefined,
      Object.hasOwn(after, name) ? after[name] : undefined,
    ),
  );
}

function differ(
  name: string,
  kind: Difference["kind"],
  before: Json | undefined,
  after: Json | undefined,
): Difference[] {
  if (sameJson(before ?? null, after ?? null)) return [];
  const isNothing = (value: Json | undefined) => Array.isArray(value) && value.length === 0;
  if ((before === undefined && isNothing(after)) || (after === undefined && isNothing(before))) return [];
  return [
    {
      name,
      kind,
      ...(before === undefined || before === null ? {} : { before }),
      ...(after === undefined || after === null ? {} : { after }),
    },
  ];
}
