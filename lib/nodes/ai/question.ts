import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import { textOf } from "../fields";
import type { Effects } from "../runner";

/** What an AI or AI_AGENT node asks (reference 3.5). */
export interface Question {
  prompt: string;
  system: string;
  /** Identifier of the agent; absent for AI. */
  agent?: string;
  /** JSON Schema of the answer; its top is an object. */
  schema?: JsonObject;
  provider?: string;
  model?: string;
  /** Names and patterns; absent for all tools. */
  tools?: string[];
  mcpServers: Json[];
}

/** Reads the question out of a rendered config. */
export function questionOf(config: JsonObject): Question {
  const text = (name: string) => textOf(config[name]).trim();
  const tools = Array.isArray(config.tools)
    ? config.tools.filter((one): one is string => typeof one === "string")
    : [];
  return {
    prompt: textOf(config.userPrompt),
    system: textOf(config.systemPrompt),
    ...(text("agentIdentifier") === "" ? {} : { agent: text("agentIdentifier") }),
    ...(isJsonObject(config.outputSchema) ? { schema: config.outputSchema } : {}),
    ...(text("provider") === "" ? {} : { provider: text("provider") }),
    ...(text("model") === "" ? {} : { model: text("model") }),
    ...(tools.length === 0 ? {} : { tools }),
    mcpServers: Array.isArray(config.mcpServers) ? config.mcpServers : [],
  };
}

/** What a model is told beside the prompt, so that its answer is JSON of the schema. */
export const schemaOrder = (schema: JsonObject): string =>
  `Answer with one JSON object and nothing else: no words around it, no code fence. It has to be valid by this JSON Schema:\n${JSON.stringify(schema)}`;

/** What a model is told when its answer was not. */
export const repairOrder = (errors: readonly string[]): string =>
  `That is not valid by the JSON Schema:\n${errors.map((error) => `- ${error}`).join("\n")}\nAnswer again, with the corrected JSON object and nothing else.`;

/** An answer as it is kept: the text, or the JSON as text when a schema is asked for (reference 3.5). */
export type Checked =
  | { ok: true; response: string }
  | { ok: false; errors: string[] }
  /** The schema itself cannot be used. */
  | { ok: false; schema: string };

export function checkAnswer(
  text: string,
  schema: JsonObject | undefined,
  { schemaErrors }: Effects["services"],
): Checked {
  if (schema === undefined) return { ok: true, response: text };
  const value = parse(text);
  if (!isJsonObject(value)) return { ok: false, errors: ["the answer is no JSON object"] };
  const checked = schemaErrors(schema, value);
  if (!checked.ok) return { ok: false, schema: checked.reason };
  if (checked.errors.length > 0) return { ok: false, errors: checked.errors };
  return { ok: true, response: JSON.stringify(value) };
}

/** The JSON of an answer; models like to put a fence around it. */
function parse(text: string): Json | undefined {
  const bare = /^\s*```(?:json)?\s*([\s\S]*?)```\s*$/.exec(text)?.[1] ?? text;
  try {
    return JSON.parse(bare) as Json;
  } catch {
    return undefined;
  }
}
