import "server-only";
import type { Json } from "../../base/json";
import type { HttpCall, HttpReply, RunError } from "../../nodes/runner";
import type { ModelHttp } from "../../nodes/services";

/** There was no answer; the client libraries hand it on as it is. */
export class Unanswered extends Error {
  constructor(readonly reason: RunError) {
    super(reason.message);
  }
}

/** Statuses that a `Response` may have no body with. */
const BODILESS = new Set([204, 205, 304]);

/**
 * The way out of a run in the shape of `fetch`, so that the client libraries for models send through the guard,
 * the hosts map and the record like everything else. Knows texts only, which is all they send.
 */
export function wayAsFetch(
  way: ModelHttp,
  timeoutMs: number,
  signal: AbortSignal,
  seen: (reply: HttpReply) => void,
): typeof fetch {
  return async (input, init) => {
    const body = typeof init?.body === "string" ? init.body : undefined;
    const call: HttpCall = {
      method: init?.method ?? "GET",
      url: input instanceof Request ? input.url : String(input),
      headers: [...new Headers(init?.headers)],
      ...(body === undefined ? {} : { body }),
      timeoutMs,
    };
    const route = way.route(call);
    const { method, url, headers } = call;
    way.request({
      method,
      url,
      headers,
      ...(body === undefined ? {} : { body: JSON.parse(body) as Json }),
      size: body === undefined ? 0 : Buffer.byteLength(body),
      ...route,
    });
    const result = await way.http(call, signal);
    if (!result.ok) throw new Unanswered(result.error);
    const { reply } = result;
    seen(reply);
    way.response({
      status: reply.status,
      statusText: reply.statusText,
      headers: reply.headers,
      body: reply.body,
      size: reply.size,
      truncated: false,
      timing: reply.timing,
      redirects: reply.redirects,
    });
    return new Response(BODILESS.has(reply.status) ? null : reply.body, {
      status: reply.status,
      headers: [["content-type", "application/json"]],
    });
  };
}
