import type { Json, JsonObject } from "@/lib/base/json";
import { fromPointer } from "@/lib/base/pointer";
import { type Blueprint, computedNames } from "@/lib/catalog/blueprint";
import type { Entity } from "@/lib/catalog/entity";
import type { ApiError } from "@/lib/editor/api-types";

/** An entity as it is edited: what can be written of it. */
export interface EntityDraft {
  identifier: string;
  title: string;
  icon: string | null;
  team: string[];
  properties: JsonObject;
  relations: JsonObject;
}

/** What can be written of an entity; an empty one without. */
export function draftOf(blueprint: Blueprint, entity: Entity | undefined): EntityDraft {
  const computed = computedNames(blueprint);
  return {
    identifier: entity?.identifier ?? "",
    title: entity?.title ?? "",
    icon: entity?.icon ?? null,
    team: entity?.team ?? [],
    properties: Object.fromEntries(
      Object.entries(entity?.properties ?? {}).filter(([name]) => !computed.includes(name)),
    ),
    relations: { ...entity?.relations },
  };
}

/** A draft as Port's call takes it: what is empty is left out. */
export function bodyOf(draft: EntityDraft): JsonObject {
  const given = (values: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  return {
    ...(draft.identifier.trim() === "" ? {} : { identifier: draft.identifier.trim() }),
    ...(draft.title.trim() === "" ? {} : { title: draft.title.trim() }),
    icon: draft.icon,
    team: draft.team,
    properties: given(draft.properties),
    relations: given(draft.relations),
  };
}

/** The JSON text of a draft. */
export function textOfDraft(draft: EntityDraft, isNew: boolean): string {
  const { identifier, ...rest } = draft;
  return JSON.stringify(isNew ? { identifier, ...rest } : rest, null, 2);
}

/** A value set or taken away. */
export function withValue(values: JsonObject, name: string, value: Json | undefined): JsonObject {
  const { [name]: _, ...rest } = values;
  return value === undefined ? rest : { ...rest, [name]: value };
}

/** What the server found wrong, by the field it is drawn at: `properties/x`, `relations/x`, `identifier`; `""` for the rest. */
export function problemsByField(error: ApiError): Map<string, string> {
  const found = new Map<string, string>();
  for (const { at, message } of error.details) {
    const [area, name] = fromPointer(at);
    const key =
      (area === "properties" || area === "relations") && name !== undefined
        ? `${area}/${name}`
        : String(area ?? "");
    if (!found.has(key)) found.set(key, message);
  }
  if (found.size === 0) found.set("", error.message);
  return found;
}
