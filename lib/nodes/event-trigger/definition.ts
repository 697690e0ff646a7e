import { z } from "zod";
import { isJsonObject } from "../../base/json";
import { defineNode } from "../define";
import { field, jqQuery, published, textOf } from "../fields";
import { sampleEvent } from "./event";

const words: Record<string, string> = {
  ENTITY_CREATED: "created",
  ENTITY_UPDATED: "updated",
  ENTITY_DELETED: "deleted",
  ANY_ENTITY_CHANGE: "changed",
};

/** Starts a run when something happens in the catalog (reference 2.3). */
export const eventTrigger = defineNode({
  type: "EVENT_TRIGGER",
  role: "trigger",
  family: "trigger",
  title: "Event",
  description: "Something changes in the catalog.",
  icon: "radio",
  config: z.looseObject({
    type: z.literal("EVENT_TRIGGER"),
    event: field(
      z.looseObject({
        type: field(
          z.enum([
            "ENTITY_CREATED",
            "ENTITY_UPDATED",
            "ENTITY_DELETED",
            "ANY_ENTITY_CHANGE",
            "TIMER_EXPIRED",
          ]),
          { title: "What happens", description: "What has to happen.", control: "select" },
        ),
        blueprintIdentifier: field(z.string(), {
          title: "Blueprint",
          description: "Of which kind of entity.",
          control: "text",
          placeholder: "service",
        }),
        propertyIdentifier: field(z.string().optional(), {
          title: "Timer property",
          description: "For TIMER_EXPIRED: the property that holds the timer.",
          control: "text",
          onlyFor: "TIMER_EXPIRED",
        }),
        nextExpireAt: field(z.union([z.string().meta({ jq: true }), jqQuery]).optional(), {
          title: "Expires again",
          description:
            "For TIMER_EXPIRED: bare jq over the event that gives the moment of the next expiry. Without it a timer expires once.",
          control: "text",
          jq: true,
          onlyFor: "TIMER_EXPIRED",
          placeholder: ".diff.after.properties.next_check",
        }),
      }),
      { title: "Event", description: "What starts the run." },
    ),
    condition: field(
      z
        .looseObject({
          type: z.literal("JQ"),
          expressions: z.array(z.string().meta({ jq: true })),
          combinator: z.enum(["and", "or"]).optional(),
        })
        .optional(),
      {
        title: "Condition",
        description: 'Bare jq over the event, for example .diff.after.properties.tier == "gold".',
        control: "event-condition",
      },
    ),
    published,
  }),
  initial: () => ({
    type: "EVENT_TRIGGER",
    event: { type: "ENTITY_UPDATED", blueprintIdentifier: "service" },
  }),
  summary: (config) => {
    const event = isJsonObject(config.event) ? config.event : {};
    const blueprint = textOf(event.blueprintIdentifier) || "entity";
    if (event.type === "TIMER_EXPIRED") return `${blueprint} timer expired`;
    return `${blueprint} ${words[textOf(event.type)] ?? "changed"}`;
  },
  outlets: () => [],
  fallback: false,
  literal: ["event", "condition", "published"],
  expressions: ({ condition, event }) => {
    const list = isJsonObject(condition) && Array.isArray(condition.expressions) ? condition.expressions : [];
    const next = isJsonObject(event) ? event.nextExpireAt : undefined;
    const query = isJsonObject(next) ? next.jqQuery : undefined;
    return [
      ...list.flatMap((text, index) =>
        typeof text === "string" ? [{ at: `/condition/expressions/${index}`, text }] : [],
      ),
      ...(typeof next === "string" ? [{ at: "/event/nextExpireAt", text: next }] : []),
      ...(typeof query === "string" ? [{ at: "/event/nextExpireAt/jqQuery", text: query }] : []),
    ];
  },
  sample: sampleEvent,
  problems: (config) => {
    const event = isJsonObject(config.event) ? config.event : {};
    return event.type === "TIMER_EXPIRED" && typeof event.propertyIdentifier !== "string"
      ? [
          {
            code: "trigger/timer-property",
            severity: "error",
            at: "/event",
            message: "TIMER_EXPIRED needs propertyIdentifier, the property that holds the timer.",
          },
        ]
      : [];
  },
});
