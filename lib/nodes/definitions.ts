import { ai } from "./ai/definition";
import { aiAgent } from "./ai-agent/definition";
import { condition } from "./condition/definition";
import { cursorAgent } from "./cursor-agent/definition";
import type { NodeDefinition } from "./define";
import { delay } from "./delay/definition";
import { eventTrigger } from "./event-trigger/definition";
import { input } from "./input/definition";
import { integrationAction } from "./integration-action/definition";
import { kafka } from "./kafka/definition";
import { scheduleTrigger } from "./schedule-trigger/definition";
import { selfServeTrigger } from "./self-serve-trigger/definition";
import { upsertEntity } from "./upsert-entity/definition";
import { webhook } from "./webhook/definition";

/** Every node type, by `config.type` (reference 1.1). */
export const definitions = {
  SELF_SERVE_TRIGGER: selfServeTrigger,
  EVENT_TRIGGER: eventTrigger,
  SCHEDULE_TRIGGER: scheduleTrigger,
  WEBHOOK: webhook,
  UPSERT_ENTITY: upsertEntity,
  KAFKA: kafka,
  INTEGRATION_ACTION: integrationAction,
  AI: ai,
  AI_AGENT: aiAgent,
  CURSOR_AGENT: cursorAgent,
  DELAY: delay,
  CONDITION: condition,
  INPUT: input,
} as const;

export type NodeType = keyof typeof definitions;

/** The types in the palette's order. */
export const nodeTypes = Object.keys(definitions) as NodeType[];

/** What a type says about itself; nothing for a type that Slipway does not know. */
export function definitionOf(type: string): NodeDefinition | undefined {
  return Object.hasOwn(definitions, type) ? (definitions[type as NodeType] as NodeDefinition) : undefined;
}

/** The palette: groups with their types. */
export const paletteOrder: readonly { title: string; types: readonly NodeType[] }[] = [
  { title: "Triggers", types: nodeTypes.filter((type) => definitions[type].role === "trigger") },
  { title: "Actions", types: nodeTypes.filter((type) => definitions[type].role === "action") },
  { title: "Flow", types: nodeTypes.filter((type) => definitions[type].role === "flow") },
];
