import "server-only";
import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { LanguageModelV3, LanguageModelV3Prompt } from "@ai-sdk/provider";
import type { HttpReply, RunError } from "../../nodes/runner";
import type { ModelAccount, ModelAnswer, ModelAsk, ModelHttp } from "../../nodes/services";
import { statusError } from "../../nodes/webhook/response";
import { transientError, transientReply } from "../../nodes/webhook/transient";
import { Unanswered, wayAsFetch } from "./fetch";

/** Tokens of an answer; Anthropic's API wants the number. */
const MAX_TOKENS = 8_192;

/** A question changes nothing but the bill. */
const again = { idempotent: true };

/** Asks a model once, over the way out that the run has. */
export async function askModel(
  ask: ModelAsk,
  account: ModelAccount,
  way: ModelHttp,
  signal: AbortSignal,
): Promise<ModelAnswer> {
  let last: HttpReply | undefined;
  const model = modelOf(
    account,
    ask.model,
    wayAsFetch(way, ask.timeoutMs, signal, (reply) => (last = reply)),
  );
  try {
    const { content, usage, finishReason } = await model.doGenerate({
      prompt: promptOf(ask),
      maxOutputTokens: MAX_TOKENS,
      ...(ask.json ? { responseFormat: { type: "json" } } : {}),
    });
    const text = content.map((part) => (part.type === "text" ? part.text : "")).join("");
    if (text.trim() === "")
      return failed(
        "empty",
        `${ask.model} gave no text (it ended with ${finishReason.unified}).`,
        "Read the response, and change the prompt.",
      );
    const { inputTokens, outputTokens } = usage;
    return {
      ok: true,
      text,
      cut: finishReason.unified === "length",
      tokens: { input: inputTokens.total ?? 0, output: outputTokens.total ?? 0 },
    };
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof Unanswered) return unanswered(error.reason);
    if (last === undefined) throw error;
    if (last.status >= 400) return refused(last, account, way.now());
    return failed(
      "answer",
      `${account.url} answered ${last.status}, but not as ${account.provider}'s API does.`,
      "Check SLIPWAY_AI_URL and SLIPWAY_AI_PROVIDER.",
    );
  }
}

function modelOf(account: ModelAccount, name: string, fetch: typeof globalThis.fetch): LanguageModelV3 {
  const { url: baseURL, token } = account;
  if (account.provider === "anthropic")
    return createAnthropic({ baseURL, apiKey: token ?? "none", fetch }).languageModel(name);
  return createOpenAICompatible({
    name: "openai",
    baseURL,
    ...(token === undefined ? {} : { apiKey: token }),
    fetch,
  }).chatModel(name);
}

function promptOf({ system, messages }: ModelAsk): LanguageModelV3Prompt {
  const asked: LanguageModelV3Prompt = messages.map(({ role, text }) => ({
    role,
    content: [{ type: "text", text }],
  }));
  return system === "" ? asked : [{ role: "system", content: system }, ...asked];
}

const failed = (code: string, message: string, hint: string): ModelAnswer => ({
  ok: false,
  error: { code: `ai/${code}`, message, hint },
});

function unanswered(error: RunError): ModelAnswer {
  const transient = transientError("GET", error) === undefined ? {} : { transient: again };
  return { ok: false, error, ...transient };
}

function refused(reply: HttpReply, account: ModelAccount, now: number): ModelAnswer {
  const { code, message, hint } = statusError("POST", account.url, reply);
  const transient = transientReply("GET", reply, now);
  return {
    ok: false,
    error: {
      code,
      message,
      hint: reply.status === 401 ? "Check SLIPWAY_AI_KEY." : (hint ?? "Read the response."),
    },
    ...(transient === undefined ? {} : { transient }),
  };
}
