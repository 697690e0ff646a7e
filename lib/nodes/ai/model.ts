import { isJsonObject, type Json } from "../../base/json";
import { textOf } from "../fields";
import type { Effects, Outcome, RunError, RunnerInput } from "../runner";
import type { ModelAccount, ModelAsk } from "../services";
import { dataOf, statusError } from "../webhook/response";
import { checkAnswer, type Question, repairOrder, schemaOrder } from "./question";

/** Times that one question is put to a service that is busy or does not answer. */
const MAX_ATTEMPTS = 5;

/** The pattern that matches no tool (reference 3.5). */
const NO_TOOL = "^$";

/**
 * Asks the model of the settings. It has no tools, so a node that names some, or MCP servers, is refused. A service
 * that is busy is asked again later; the run waits for that without being in memory.
 */
export async function askModelItself(
  question: Question,
  account: ModelAccount,
  input: RunnerInput,
  effects: Effects,
  signal: AbortSignal,
): Promise<Outcome> {
  const name = input.node.identifier;
  const cannot = refusal(question, account, name);
  if (cannot !== undefined) return fail(cannot);
  const agent = await agentPrompt(question, name, effects, signal);
  if (!agent.ok) return fail(agent.error);
  if (question.tools === undefined) effects.log("INFO", "The model that Slipway asks itself has no tools.");
  if (input.interrupted)
    effects.log("WARN", "Slipway stopped while the model was asked, so it is asked again.");

  const { prompt, schema } = question;
  const system = [agent.prompt, question.system, schema === undefined ? "" : schemaOrder(schema)];
  const first: ModelAsk = {
    system: system.filter((part) => part !== "").join("\n\n"),
    messages: [{ role: "user", text: prompt }],
    model: question.model ?? account.model ?? "",
    timeoutMs: effects.services.aiTimeoutMs,
    json: schema !== undefined,
  };
  let ask = first;
  for (let turn = 1; ; turn++) {
    const answer = await effects.model(ask, account, signal);
    if (!answer.ok) return busy(answer, input, effects);
    effects.log("INFO", `${ask.model} took ${answer.tokens.input} and gave ${answer.tokens.output} tokens.`);
    if (answer.cut) effects.log("WARN", "The answer was cut off: it is longer than the service gives.");
    const checked = checkAnswer(answer.text, schema, effects.services);
    if (checked.ok)
      return {
        kind: "done",
        output: { response: checked.response, invocationIdentifier: input.nodeRun },
      };
    if ("schema" in checked) return fail(badSchema(name, checked.schema));
    if (turn === 2) return fail(notBySchema(name, checked.errors));
    effects.log("WARN", `The answer is not valid by the output schema: ${checked.errors.join("; ")}.`);
    ask = {
      ...first,
      messages: [
        ...first.messages,
        { role: "assistant", text: answer.text },
        { role: "user", text: repairOrder(checked.errors) },
      ],
    };
  }
}

const fail = (error: RunError): Outcome => ({ kind: "failed", error });

export const badSchema = (node: string, reason: string): RunError => ({
  code: "ai/schema",
  message: `The output schema of "${node}" cannot be used: ${reason}.`,
  hint: "Mend the schema.",
  at: "/outputSchema",
});

export const notBySchema = (node: string, errors: readonly string[]): RunError => ({
  code: "ai/not-by-schema",
  message: `The answer to "${node}" is not valid by its output schema, and was not after a second question: ${errors.join("; ")}.`,
  hint: "Ask for less, describe the fields in the schema, or choose another model.",
});

function refusal(question: Question, account: ModelAccount, name: string): RunError | undefined {
  const { provider, model, tools = [NO_TOOL], mcpServers } = question;
  if (provider !== undefined && provider !== account.provider)
    return {
      code: "ai/provider",
      message: `"${name}" asks for the provider ${provider}; this server asks ${account.provider}.`,
      hint: "Remove provider and model, or change SLIPWAY_AI_PROVIDER.",
      at: "/provider",
    };
  if (model === undefined && account.model === undefined)
    return {
      code: "ai/model",
      message: `"${name}" names no model, and no model is set.`,
      hint: "Set SLIPWAY_AI_MODEL, or name provider and model in the node.",
      at: "/model",
    };
  if (tools.some((tool) => tool !== NO_TOOL))
    return {
      code: "ai/tools",
      message: `"${name}" needs the tools ${tools.join(", ")}, and a model that Slipway asks itself has none.`,
      hint: "Set tools to [\"^$\"], or Port's credentials, so that Port's AI is asked.",
      at: "/tools",
    };
  if (mcpServers.length > 0)
    return {
      code: "ai/mcp-servers",
      message: `"${name}" names MCP servers, and a model that Slipway asks itself reaches none.`,
      hint: "Remove mcpServers, or set Port's credentials, so that Port's AI is asked.",
      at: "/mcpServers",
    };
  return undefined;
}

/** An agent is an entity of the blueprint `_ai_agent`; its `prompt` says how it behaves. */
async function agentPrompt(
  { agent }: Question,
  name: string,
  effects: Effects,
  signal: AbortSignal,
): Promise<{ ok: true; prompt: string } | { ok: false; error: RunError }> {
  if (agent === undefined) return { ok: true, prompt: "" };
  const url = `${effects.portBaseUrl}/v1/blueprints/_ai_agent/entities/${encodeURIComponent(agent)}`;
  const result = await effects.http(
    { method: "GET", url, headers: [["accept", "application/json"]] },
    signal,
  );
  if (!result.ok) return { ok: false, error: result.error };
  const { reply } = result;
  const data = dataOf(reply.body);
  const entity = isJsonObject(data) && isJsonObject(data.entity) ? data.entity : undefined;
  if (reply.status >= 400 || entity === undefined) {
    const error = statusError("GET", url, reply);
    return {
      ok: false,
      error: {
        code: "ai/agent",
        message: `The agent "${agent}" of "${name}" was not found: ${error.message}`,
        hint: "Add an entity of the blueprint _ai_agent with that identifier and a prompt, or name another agent.",
        at: "/agentIdentifier",
      },
    };
  }
  const properties = isJsonObject(entity.properties) ? entity.properties : {};
  return { ok: true, prompt: textOf(properties.prompt) || textOf(properties.description) };
}

/** Waits for a service that may answer later, a few times. */
function busy(
  { error, transient }: Extract<Awaited<ReturnType<Effects["model"]>>, { ok: false }>,
  { resume }: RunnerInput,
  effects: Effects,
): Outcome {
  const attempt = 1 + attemptsIn(resume);
  if (transient === undefined || attempt >= MAX_ATTEMPTS)
    return { kind: "failed", error, ...(transient === undefined ? {} : { transient }) };
  const { first, longest } = effects.services.polling;
  const wait = Math.max(Math.min(first * 2 ** (attempt - 1), longest), transient.afterMs ?? 0);
  effects.log("WARN", `${error.message} It is asked again in ${Math.round(wait / 100) / 10} s.`);
  return {
    kind: "waiting",
    for: "poll",
    continues: false,
    until: new Date(effects.now() + wait).toISOString(),
    resume: { attempts: attempt },
  };
}

const attemptsIn = (resume: Json | undefined): number =>
  isJsonObject(resume) && typeof resume.attempts === "number" ? resume.attempts : 0;
