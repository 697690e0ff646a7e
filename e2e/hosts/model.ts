import { isJsonObject, type Json } from "../../lib/base/json";
import { type Answer, type Got, Host } from "./host";

/** A language model that says what a test tells it to. */
export interface ModelHost {
  host: Host;
  /** Answers to come, the next one first; after them it repeats the question. */
  says: string[];
  /** Answers in place of the service, as long as it gives something. */
  instead: ((got: Got) => Answer | undefined) | undefined;
}

/** Answers as OpenAI's chat completions do, below `/v1`. */
export const startOpenai = (key: string | undefined): Promise<ModelHost> =>
  startModel(({ path, headers, body }, say) => {
    if (key !== undefined && headers.authorization !== `Bearer ${key}`)
      return { status: 401, json: { error: { message: "Incorrect API key provided.", type: "auth" } } };
    if (path !== "/v1/chat/completions" || !isJsonObject(body) || !Array.isArray(body.messages))
      return { status: 404, json: { error: { message: "Unknown request URL", type: "invalid" } } };
    const content = say(textOf(body.messages.at(-1)));
    return {
      status: 200,
      json: {
        id: "chatcmpl-1",
        object: "chat.completion",
        model: body.model ?? null,
        choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
        usage: { prompt_tokens: 12, completion_tokens: 5, total_tokens: 17 },
      },
    };
  });

/** Answers as Anthropic's messages do, below `/v1`. */
export const startAnthropic = (key: string): Promise<ModelHost> =>
  startModel(({ path, headers, body }, say) => {
    if (headers["x-api-key"] !== key || headers["anthropic-version"] === undefined)
      return {
        status: 401,
        json: { type: "error", error: { type: "authentication_error", message: "invalid" } },
      };
    if (path !== "/v1/messages" || !isJsonObject(body) || typeof body.max_tokens !== "number")
      return {
        status: 400,
        json: { type: "error", error: { type: "invalid_request_error", message: "bad" } },
      };
    const text = say(textOf(Array.isArray(body.messages) ? body.messages.at(-1) : undefined));
    return {
      status: 200,
      json: {
        id: "msg_1",
        type: "message",
        role: "assistant",
        model: body.model ?? null,
        content: [{ type: "text", text }],
        stop_reason: "end_turn",
        stop_sequence: null,
        usage: { input_tokens: 12, output_tokens: 5 },
      },
    };
  });

async function startModel(serve: (got: Got, say: (asked: string) => string) => Answer): Promise<ModelHost> {
  const started: ModelHost = {
    says: [],
    instead: undefined,
    host: await Host.start(
      (got) => started.instead?.(got) ?? serve(got, (asked) => started.says.shift() ?? `You asked: ${asked}`),
    ),
  };
  return started;
}

function textOf(message: Json | undefined): string {
  if (!isJsonObject(message)) return "";
  const { content } = message;
  if (typeof content === "string") return content;
  return (Array.isArray(content) ? content : [])
    .map((part) => (isJsonObject(part) && typeof part.text === "string" ? part.text : ""))
    .join("");
}
