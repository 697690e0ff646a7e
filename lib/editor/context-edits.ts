import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { toPointer } from "../base/pointer";
import type { Change } from "../workflow/text-edit";

/** Where a self-service trigger can be offered (reference 2.1), with the one field that each of them has. */
export const contextKinds = [
  { on: "ENTITY", key: "userInput", title: "Menu of entities" },
  { on: "CREATE_ENTITY", key: "blueprintIdentifier", title: "New entity" },
  { on: "SELF_SERVICE_HUB", key: "visible", title: "Self-service page" },
] as const;

export type ContextKind = (typeof contextKinds)[number];

/** The kind of a context; undefined for one that nobody knows. */
export const kindOfContext = (context: JsonObject): ContextKind | undefined =>
  contextKinds.find(({ on }) => on === context.on);

/** The inputs of a trigger's form that hold an entity. */
export function entityInputs(form: Json | undefined): { name: string; title: string }[] {
  const properties = isJsonObject(form) ? form.properties : undefined;
  return Object.entries(isJsonObject(properties) ? properties : {}).flatMap(([name, input]) =>
    isJsonObject(input) && input.format === "entity"
      ? [{ name, title: typeof input.title === "string" && input.title !== "" ? input.title : name }]
      : [],
  );
}

/** Whether contexts can be shown as rows: a list of objects, or none yet. */
export const areContexts = (value: Json | undefined): value is JsonObject[] | undefined =>
  value === undefined || (Array.isArray(value) && value.every(isJsonObject));

/** What a context's own field is at first: the first input that no other context names; a hub is named to hide it. */
function initial(kind: ContextKind, others: readonly Json[], form: Json | undefined): Json {
  if (kind.on === "SELF_SERVICE_HUB") return false;
  if (kind.on === "CREATE_ENTITY") return "";
  const taken = others.map((other) => (isJsonObject(other) ? other.userInput : undefined));
  return entityInputs(form).find(({ name }) => !taken.includes(name))?.name ?? "";
}

/** A new context: of an entity while there is an input for it, else of the page. */
export function newContext(contexts: readonly Json[], form: Json | undefined): JsonObject {
  const [entity, , hub] = contextKinds;
  const userInput = initial(entity, contexts, form);
  return userInput === "" ? { on: hub.on, visible: false } : { on: entity.on, userInput };
}

/** The keys of a context that belong to no kind. */
export const otherContextKeys = (context: JsonObject): string[] =>
  Object.keys(context).filter((key) => key !== "on" && !contextKinds.some((kind) => kind.key === key));

/**
 * Makes a context another kind. The fields of other kinds go, everything else stays; `before` is what the new
 * kind's field last was.
 */
export function contextChanges(
  list: string,
  contexts: readonly Json[],
  index: number,
  kind: ContextKind,
  form: Json | undefined,
  before?: Json,
): Change[] {
  const context = contexts[index];
  if (!isJsonObject(context)) return [];
  const place = (key: string) => list + toPointer([index, key]);
  const others = contexts.filter((_, other) => other !== index);
  return [
    { at: place("on"), value: kind.on },
    ...contextKinds
      .filter(({ key }) => key !== kind.key && context[key] !== undefined)
      .map(({ key }) => ({ at: place(key), value: undefined })),
    ...(context[kind.key] === undefined
      ? [{ at: place(kind.key), value: before ?? initial(kind, others, form) }]
      : []),
  ];
}
