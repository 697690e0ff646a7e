import type { Json, JsonObject } from "../../base/json";
import type { Effects, HttpCall, RunError, Transient } from "../runner";
import type { Account } from "../services";
import { userAgent } from "../user-agent";
import { dataOf, statusError } from "../webhook/response";
import { transientError, transientReply } from "../webhook/transient";

/** A service, and how it wants to be asked. */
export interface Service {
  /** As people write it: `GitHub`. */
  title: string;
  account: Account;
  /** The variable that holds the credential, for errors. */
  setting: string;
  /** Headers of every request, the credential among them. */
  headers(token: string): [name: string, value: string][];
}

export interface Question {
  method: "GET" | "POST";
  /** Below the account's address, with its query. */
  path: string;
  body?: JsonObject;
  /** The request that the node is about: it is recorded, made durable, and then sent. */
  recorded?: true;
}

/** What came of a question; `value` is the parsed body. */
export type Reply<T = Json> =
  | { ok: true; value: T }
  | {
      ok: false;
      error: RunError;
      /** Absent when there was no answer. */
      status?: number;
      transient?: Transient;
      /** The request may have reached the service all the same. */
      unknown: boolean;
    };

/** A credential that is worth nothing, for whatever an environment puts in a service's place. */
const SAMPLE = "sample-token";

/**
 * Asks a service that the settings name. Its credential goes to its own address and nowhere else: where the
 * environment sends the request elsewhere, a sample takes its place.
 */
export async function ask(
  { title, account, setting, headers }: Service,
  { method, path, body, recorded }: Question,
  effects: Effects,
  signal: AbortSignal,
): Promise<Reply> {
  const url = `${account.url}${path}`;
  const elsewhere = effects.route({ method, url, headers: [] }).via !== undefined;
  const token = elsewhere ? SAMPLE : account.token;
  if (token === undefined)
    return {
      ok: false,
      unknown: false,
      error: {
        code: "service/token",
        message: `No credential for ${title} is set, so nothing was sent.`,
        hint: `Set ${setting} and start Slipway again.`,
      },
    };
  const text = body === undefined ? undefined : JSON.stringify(body);
  const call: HttpCall = {
    method,
    url,
    headers: [
      ...(text === undefined ? [] : [["content-type", "application/json"] as [string, string]]),
      ["user-agent", userAgent],
      ...headers(token),
    ],
    ...(text === undefined ? {} : { body: text }),
  };
  if (recorded) {
    effects.request({
      method,
      url,
      headers: call.headers,
      ...(body === undefined ? {} : { body }),
      size: text === undefined ? 0 : new TextEncoder().encode(text).length,
      ...effects.route(call),
    });
    // What may have been sent must be known after a crash, or it would be sent twice.
    await effects.durable();
  }
  const result = await effects.http(call, signal);
  if (!result.ok) {
    const transient = transientError(method, result.error);
    const reached = result.timeout || result.error.code === "http/reset";
    return {
      ok: false,
      error: result.error,
      unknown: reached,
      ...(transient === undefined ? {} : { transient }),
    };
  }
  const { reply } = result;
  if (recorded) effects.response({ ...reply, truncated: false });
  const { status } = reply;
  if (status < 400) return { ok: true, value: dataOf(reply.body) };
  const transient = transientReply(method, reply, effects.now());
  const error = statusError(method, url, reply);
  return {
    ok: false,
    status,
    unknown: status >= 500,
    error: status === 401 ? { ...error, hint: `Check ${setting}.` } : error,
    ...(transient === undefined ? {} : { transient }),
  };
}

/** An answer of 2xx that is not what the service is known to say. */
export const strange = (title: string, what: string): Reply<never> => ({
  ok: false,
  unknown: false,
  error: {
    code: "service/answer",
    message: `${title} answered, but without ${what}.`,
    hint: "Check the address of the service in the settings.",
  },
});
