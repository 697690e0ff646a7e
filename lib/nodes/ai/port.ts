import { z } from "zod";
import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import { textOf } from "../fields";
import type { Effects, HttpCall, Outcome, RunError, RunnerInput } from "../runner";
import { userAgent } from "../user-agent";
import { dataOf, statusError } from "../webhook/response";
import { transientError, transientReply } from "../webhook/transient";
import { streamEvents } from "./events";
import { badSchema, notBySchema } from "./model";
import { checkAnswer, type Question, repairOrder, schemaOrder } from "./question";

/**
 * What a node that waits for Port's AI leaves. `turn` 2 is the second question, after an answer that was not valid
 * by the schema; `polls` counts looks at an invocation whose answer did not come with the request.
 */
const portResume = z.object({
  turn: z.union([z.literal(1), z.literal(2)]),
  polls: z.int().min(0).optional(),
  /** ISO 8601. */
  since: z.string().optional(),
  answer: z.string().optional(),
  errors: z.array(z.string()).optional(),
});
type PortResume = z.output<typeof portResume>;

/** Looks at an invocation that Port does not know yet. */
const GRACE_POLLS = 3;

/**
 * Asks Port's AI: `POST /v1/ai/invoke`, or an agent's own address, with the node run's identifier as that of the
 * invocation. So an answer that was lost, to a crash or a timeout, is fetched by its identifier, and nothing is
 * asked twice.
 */
export async function askPort(
  question: Question,
  input: RunnerInput,
  effects: Effects,
  signal: AbortSignal,
): Promise<Outcome> {
  const resume: PortResume = input.resume === undefined ? { turn: 1 } : portResume.parse(input.resume);
  const identifier = resume.turn === 1 ? input.nodeRun : `${input.nodeRun}_2`;
  if (resume.polls !== undefined) return await poll(identifier, question, resume, input, effects, signal);
  if (input.interrupted) {
    effects.log("WARN", "Slipway stopped while Port's AI was asked, so it looks for the answer.");
    return await poll(identifier, question, { ...resume, polls: 0 }, input, effects, signal);
  }
  const call = invocation(question, identifier, resume, input, effects);
  effects.request({
    method: call.method,
    url: call.url,
    headers: call.headers,
    body: JSON.parse(call.body ?? "null") as Json,
    size: new TextEncoder().encode(call.body).length,
    ...effects.route(call),
  });
  await effects.durable();
  effects.progress({ externalRunId: identifier });
  const result = await effects.http(call, signal);
  if (!result.ok) {
    if (!result.timeout && result.error.code !== "http/reset") {
      const transient = transientError("POST", result.error);
      return { kind: "failed", error: result.error, ...(transient === undefined ? {} : { transient }) };
    }
    effects.log("WARN", `${result.error.message} Slipway asks for the answer by its identifier.`);
    return later({ ...resume, polls: 0 }, effects);
  }
  const { reply } = result;
  effects.response({ ...reply, truncated: false });
  if (reply.status >= 400) {
    const transient = transientReply("POST", reply, effects.now());
    const error = statusError("POST", call.url, reply);
    return { kind: "failed", error, ...(transient === undefined ? {} : { transient }) };
  }
  const events = streamEvents(reply.body);
  const trouble = events.find(({ name }) => name === "error");
  if (trouble !== undefined) return fail(reported(trouble.data));
  const text = events.filter(({ name }) => name === "execution").map(({ data }) => data);
  if (!events.some(({ name }) => name === "done")) return later({ ...resume, polls: 0 }, effects);
  const told = events.find(({ name }) => name === "invocationIdentifier")?.data.trim();
  return settle(text.join(""), told ?? identifier, question, resume, input, effects);
}

const fail = (error: RunError): Outcome => ({ kind: "failed", error });

const reported = (message: string): RunError => ({
  code: "ai/reported",
  message: `Port's AI failed: ${message.slice(0, 500)}`,
  hint: "Look at the invocation in Port.",
});

/** The request that asks; fields that Port's API is not documented to take are sent only when the node has them. */
function invocation(
  question: Question,
  identifier: string,
  { answer, errors }: PortResume,
  { run, nodeRun }: RunnerInput,
  { portBaseUrl, services }: Effects,
): HttpCall {
  const { agent, provider, model, tools, mcpServers, schema } = question;
  const order = schema === undefined ? "" : schemaOrder(schema);
  const again = answer === undefined ? "" : `Your answer was:\n${answer}\n\n${repairOrder(errors ?? [])}`;
  const join = (...parts: string[]) => parts.filter((part) => part !== "").join("\n\n");
  const asked: JsonObject =
    agent === undefined
      ? {
          userPrompt: join(question.prompt, again),
          systemPrompt: join(question.system, order),
          tools: tools ?? [".*"],
          executionMode: "Automatic",
        }
      : { prompt: join(question.prompt, order, again) };
  const body: JsonObject = {
    ...asked,
    ...(provider === undefined ? {} : { provider }),
    ...(model === undefined ? {} : { model }),
    ...(mcpServers.length === 0 ? {} : { mcpServers }),
    labels: { source: "slipway", workflowRun: run, nodeRun },
  };
  const path = agent === undefined ? "/v1/ai/invoke" : `/v1/agent/${encodeURIComponent(agent)}/invoke`;
  return {
    method: "POST",
    url: `${portBaseUrl}${path}?invocation_identifier=${identifier}`,
    headers: [
      ["content-type", "application/json"],
      ["accept", "text/event-stream"],
      ["user-agent", userAgent],
    ],
    body: JSON.stringify(body),
    timeoutMs: services.aiTimeoutMs,
  };
}

/** Asks for the answer of an invocation by its identifier. */
async function poll(
  identifier: string,
  question: Question,
  resume: PortResume,
  input: RunnerInput,
  effects: Effects,
  signal: AbortSignal,
): Promise<Outcome> {
  const { polls = 0 } = resume;
  const kind = question.agent === undefined ? "ai" : "agent";
  const url = `${effects.portBaseUrl}/v1/${kind}/invoke/${identifier}`;
  const headers: HttpCall["headers"] = [
    ["accept", "application/json"],
    ["user-agent", userAgent],
  ];
  const result = await effects.http({ method: "GET", url, headers }, signal);
  const late =
    resume.since !== undefined && effects.now() - Date.parse(resume.since) > effects.services.polling.limit;
  if (!result.ok) {
    if (transientError("GET", result.error) === undefined || late) return fail(result.error);
    return later({ ...resume, polls: polls + 1 }, effects);
  }
  const { reply } = result;
  if (reply.status === 404) {
    if (polls < GRACE_POLLS) return later({ ...resume, polls: polls + 1 }, effects);
    effects.log("INFO", "Port does not know the invocation, so it is asked now.");
    const { polls: _, since: __, ...fresh } = resume;
    return { ...later(fresh, effects), until: new Date(effects.now()).toISOString() };
  }
  if (reply.status >= 400) {
    const error = statusError("GET", url, reply);
    if (transientReply("GET", reply, effects.now()) === undefined || late) return fail(error);
    return later({ ...resume, polls: polls + 1 }, effects);
  }
  const data = dataOf(reply.body);
  const found = isJsonObject(data) && isJsonObject(data.result) ? data.result : {};
  const status = textOf(found.status).toLowerCase();
  const text = textOf(found.message) || textOf(found.output) || textOf(found.response);
  if (status === "completed" || status === "success")
    return settle(text, identifier, question, resume, input, effects);
  if (status === "failed" || status === "error") return fail(reported(text));
  if (!late) return later({ ...resume, polls: polls + 1 }, effects);
  return fail({
    code: "ai/timeout",
    message: `Port's AI had not answered after ${effects.services.polling.limit / 1_000} s.`,
    hint: "Raise SLIPWAY_POLL_LIMIT, or look at the invocation in Port.",
  });
}

function settle(
  text: string,
  identifier: string,
  question: Question,
  { turn }: PortResume,
  { node }: RunnerInput,
  effects: Effects,
): Outcome {
  const checked = checkAnswer(text, question.schema, effects.services);
  if (checked.ok)
    return { kind: "done", output: { response: checked.response, invocationIdentifier: identifier } };
  if ("schema" in checked) return fail(badSchema(node.identifier, checked.schema));
  if (turn === 2) return fail(notBySchema(node.identifier, checked.errors));
  effects.log("WARN", `The answer is not valid by the output schema: ${checked.errors.join("; ")}.`);
  const next: PortResume = { turn: 2, answer: text, errors: checked.errors };
  return { ...later(next, effects), until: new Date(effects.now()).toISOString() };
}

function later(resume: PortResume, effects: Effects): Outcome & { kind: "waiting" } {
  const { first, longest } = effects.services.polling;
  const wait = Math.min(first * 1.5 ** Math.min(resume.polls ?? 0, 40), longest);
  const since = resume.since ?? new Date(effects.now()).toISOString();
  return {
    kind: "waiting",
    for: "poll",
    continues: false,
    until: new Date(effects.now() + wait).toISOString(),
    resume: (resume.polls === undefined ? resume : { ...resume, since }) as Json,
  };
}
