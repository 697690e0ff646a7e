import { z } from "zod";
import { isJsonObject, type JsonObject } from "../../base/json";

/** An entity as an event holds it: identifier, title, blueprint, properties, relations and the like. */
const entity = z.record(z.string(), z.json());

/**
 * Port's event object (reference 2.3). What it holds beside the named fields is kept. `action` of an expired
 * timer and its `context.propertyIdentifier` are Slipway's own; Port's pages leave them open.
 */
export const entityEvent = z
  .looseObject({
    action: z.enum(["CREATE", "UPDATE", "DELETE", "TIMER_EXPIRED"]),
    diff: z.looseObject({ before: entity.nullable(), after: entity.nullable() }),
    context: z.looseObject({
      blueprintIdentifier: z.string().min(1).max(200),
      entityIdentifier: z.string().min(1).max(1000),
      propertyIdentifier: z.string().min(1).max(200).optional(),
    }),
  })
  .check(({ value: { action, diff, context }, issues }) => {
    const wrong = (path: string[], message: string) =>
      issues.push({ code: "custom", path, message, input: undefined });
    if (action === "DELETE" && diff.before === null)
      wrong(["diff", "before"], "A DELETE event needs diff.before, the entity as it was.");
    if (action !== "DELETE" && diff.after === null)
      wrong(["diff", "after"], `A ${action} event needs diff.after, the entity as it is now.`);
    if (action === "TIMER_EXPIRED" && context.propertyIdentifier === undefined)
      wrong(["context", "propertyIdentifier"], "A TIMER_EXPIRED event needs the property of the timer.");
  });

export type EntityEvent = z.infer<typeof entityEvent> & JsonObject;

/** The event types of a trigger that an event's action belongs to (reference 2.3). */
export const eventTypes: Record<EntityEvent["action"], readonly string[]> = {
  CREATE: ["ENTITY_CREATED", "ANY_ENTITY_CHANGE"],
  UPDATE: ["ENTITY_UPDATED", "ANY_ENTITY_CHANGE"],
  DELETE: ["ENTITY_DELETED", "ANY_ENTITY_CHANGE"],
  TIMER_EXPIRED: ["TIMER_EXPIRED"],
};

const actions: Record<string, EntityEvent["action"]> = {
  ENTITY_CREATED: "CREATE",
  ENTITY_DELETED: "DELETE",
  TIMER_EXPIRED: "TIMER_EXPIRED",
};

/** An event that the trigger of a config would hear, with an entity that has no properties yet. */
export function sampleEvent({ event }: JsonObject): EntityEvent {
  const declared = isJsonObject(event) ? event : {};
  const textOf = (key: string) => (typeof declared[key] === "string" ? declared[key] : "");
  const action = (Object.hasOwn(actions, textOf("type")) && actions[textOf("type")]) || "UPDATE";
  const blueprint = textOf("blueprintIdentifier") || "service";
  const property = textOf("propertyIdentifier");
  const sample = (title: string) => ({
    identifier: "sample",
    title,
    blueprint,
    icon: null,
    team: [],
    properties: {},
    relations: {},
  });
  return {
    action,
    diff: {
      before: action === "UPDATE" || action === "DELETE" ? sample("Before") : null,
      after: action === "DELETE" ? null : sample("After"),
    },
    context: {
      blueprintIdentifier: blueprint,
      entityIdentifier: "sample",
      ...(action === "TIMER_EXPIRED" && property !== "" && { propertyIdentifier: property }),
    },
  };
}
