import "server-only";
import { STATUS_CODES } from "node:http";
import type { Json } from "../../base/json";
import type { HttpCall, HttpResult } from "../../nodes/runner";
import type { RunClientOptions } from "../../run/world";
import { apiError, errorEnvelope } from "../api/errors";
import type { PortRequest } from "./answer";

/** Answers a request in Port's place. */
export type PortAnswerer = (request: PortRequest) => Promise<{ status: number; json: object }>;

/**
 * Takes a call of a run to the built-in catalog and brings its answer back as if it had come over the network.
 * What the catalog keeps is read in pages, so a secret goes in by its name and not by its value.
 *
 * @param by who started the run
 */
export async function replyFromCatalog(
  answer: PortAnswerer,
  call: HttpCall,
  run: Pick<RunClientOptions, "run" | "by" | "isSecret" | "redact">,
  maxResponse: number,
): Promise<HttpResult> {
  const begun = performance.now();
  const url = new URL(call.url);
  const { status, json } = run.isSecret(decoded(url))
    ? errorEnvelope(
        apiError(
          "invalid_value",
          "The address holds a secret; the built-in catalog does not take it as a name.",
        ),
      )
    : await answer({
        method: call.method,
        url,
        ...(call.body === undefined ? {} : { body: withoutSecrets(call.body, run.redact) }),
        source: {
          by: run.by,
          run: run.run,
          ...(call.idempotencyKey === undefined ? {} : { nodeRun: call.idempotencyKey }),
        },
      });
  const body = JSON.stringify(json);
  const size = Buffer.byteLength(body);
  if (size > maxResponse)
    return {
      ok: false,
      timeout: false,
      error: {
        code: "http/too-large",
        message: `Request failed: the response of the built-in catalog is larger than ${maxResponse} bytes.`,
        hint: "Ask for less, page by page, or raise SLIPWAY_HTTP_MAX_RESPONSE.",
      },
    };
  const total = Math.round(performance.now() - begun);
  return {
    ok: true,
    reply: {
      status,
      statusText: STATUS_CODES[status] ?? "",
      headers: [["content-type", "application/json; charset=utf-8"]],
      body,
      size,
      timing: { headers: total, total },
      redirects: [],
    },
  };
}

/** What an address says in clear; as it is when its escapes cannot be read. */
function decoded(url: URL): string {
  try {
    return decodeURIComponent(url.pathname + url.search);
  } catch {
    return url.pathname + url.search;
  }
}

function withoutSecrets(body: string, redact: RunClientOptions["redact"]): string {
  try {
    return JSON.stringify(redact(JSON.parse(body) as Json));
  } catch {
    // What is no JSON is refused by the catalog; it must not get there with a secret in it either.
    return String(redact(body));
  }
}
