import "server-only";
import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import type { Standin } from "./answer";
import { type PlayedJob, playJobs } from "./jobs";

/** Stands in for Cursor's API: an agent that soon says it is done. */
export function cursorStandin(): Standin {
  const jobs = playJobs(["CREATING", "RUNNING", "FINISHED"]);
  const agentOf = ({ id, asked, state }: PlayedJob): JsonObject => ({
    id: `bc_${id}`,
    name: "Playground agent",
    status: state,
    source: asked.source ?? {},
    target: {
      url: `https://cursor.com/agents?id=bc_${id}`,
      branchName: "cursor/playground",
      ...(state === "FINISHED" ? { prUrl: "https://github.com/octo-org/checkout/pull/1" } : {}),
    },
    ...(state === "FINISHED" ? { summary: "The Playground changed nothing." } : {}),
  });
  return ({ method, path, headers, body }) => {
    if (!headers.authorization) return { status: 401, json: { error: { message: "Unauthorized" } } };
    if (path === "/v0/agents" && method === "GET")
      return { status: 200, json: { agents: jobs.of("").map((job) => agentOf(job)) } };
    if (path === "/v0/agents" && method === "POST") {
      const sent = isJsonObject(body) ? body : {};
      return { status: 201, json: agentOf(jobs.begin("", { source: sent.source ?? {} })) };
    }
    const found = jobs.look("", /^\/v0\/agents\/bc_(\d+)$/.exec(path)?.[1] ?? "");
    return found === undefined
      ? { status: 404, json: { error: { message: "Not found" } } }
      : { status: 200, json: agentOf(found) };
  };
}

/**
 * Stands in for a language model behind OpenAI's API: says that it is the Playground and repeats the question, or
 * gives an object by the JSON Schema that it is asked for.
 */
export const modelStandin: Standin = ({ method, path, headers, body }) => {
  if (!headers.authorization) return { status: 401, json: { error: { message: "No API key provided." } } };
  if (method !== "POST" || path !== "/v1/chat/completions" || !isJsonObject(body))
    return { status: 404, json: { error: { message: "The Playground answers chat completions only." } } };
  const messages = Array.isArray(body.messages) ? body.messages.filter((one) => isJsonObject(one)) : [];
  const asked = messages.findLast(({ role }) => role === "user")?.content;
  const wantsJson = isJsonObject(body.response_format) && body.response_format.type === "json_object";
  const content = wantsJson
    ? JSON.stringify(sampleOf(schemaIn(messages)))
    : `The Playground has no model. It was asked: ${typeof asked === "string" ? asked.slice(0, 500) : ""}`;
  return {
    status: 200,
    json: {
      id: "chatcmpl-playground",
      object: "chat.completion",
      model: body.model ?? null,
      choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
      usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    },
  };
};

/** The schema at the end of the system prompt. */
function schemaIn(messages: readonly JsonObject[]): Json {
  const system = messages.find(({ role }) => role === "system")?.content;
  const text = typeof system === "string" ? system.slice(system.lastIndexOf("\n") + 1) : "";
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
}

/** How deep a sample goes; a schema may lead into itself. */
const MAX_DEPTH = 8;

/** A value that most simple schemas take. */
function sampleOf(schema: Json | undefined, depth = 0): Json {
  if (!isJsonObject(schema) || depth > MAX_DEPTH) return null;
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (Array.isArray(schema.enum)) return schema.enum[0] ?? null;
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case "object":
      return Object.fromEntries(
        Object.entries(isJsonObject(schema.properties) ? schema.properties : {}).map(([name, member]) => [
          name,
          sampleOf(member, depth + 1),
        ]),
      );
    case "array":
      return typeof schema.minItems === "number" && schema.minItems > 0
        ? [sampleOf(schema.items, depth + 1)]
        : [];
    case "string":
      return "sample";
    case "number":
    case "integer":
      return typeof schema.minimum === "number" ? schema.minimum : 1;
    case "boolean":
      return true;
    default:
      return null;
  }
}
