import "server-only";
import { z } from "zod";
import { isDeeper } from "../../base/depth";
import { toPointer } from "../../base/pointer";
import type { Problem } from "../../base/problem";
import { err, ok, type Result } from "../../base/result";
import { authenticate } from "../access/authenticate";
import type { Actor } from "../actor";
import { running, type Services } from "../running";
import { type ApiError, apiError, errorResponse } from "./errors";
import { foreignRequest } from "./origin";

/** The largest body a call may carry, in bytes. */
export const bodyLimit = 6_000_000;

/** Levels of arrays and objects in a body. */
const depthLimit = 1_000;

/** What a handler gets: everything about the call, checked. */
export interface Call<Body> {
  services: Services;
  /** Who makes the call. */
  actor: Actor;
  params: Record<string, string>;
  query: URLSearchParams;
  headers: Headers;
  body: Body;
  /** The body as it came; empty when the route takes none. */
  text: string;
  /** Aborts when the client is gone. */
  signal: AbortSignal;
}

type Handler<Body> = (call: Call<Body>) => Promise<Response | Result<Response, ApiError>>;

/** A body that the handler reads itself, out of `text`: one that is signed, for example. */
export const raw = z.undefined();

/** Undefined for an address without parameters. */
type RouteParams = Record<string, string | string[] | undefined> | undefined;

/** The shape in which Next calls a route. */
type NextRoute = (request: Request, context: { params: Promise<RouteParams> }) => Promise<Response>;

/**
 * Wraps a handler: refuses calls from other origins and with tokens that are not ours, reads and checks the body,
 * turns errors into the envelope.
 * An exception is a bug; it is logged, and the client learns nothing of it but that it happened.
 */
export function route(handle: Handler<undefined>): NextRoute;
export function route<Schema extends z.ZodType>(body: Schema, handle: Handler<z.output<Schema>>): NextRoute;
export function route<Schema extends z.ZodType>(
  ...given: [Handler<undefined>] | [Schema, Handler<z.output<Schema>>]
): NextRoute {
  return async (request, context) => {
    const services = running();
    try {
      const foreign = foreignRequest(request.method, withHost(request), false);
      if (foreign !== undefined) return errorResponse(foreign);
      if (services === undefined)
        return errorResponse(apiError("stopping", "Slipway is starting or stopping."));
      const { pathname, searchParams } = new URL(request.url);
      const actor = await authenticate(services, pathname, request.headers, searchParams);
      if (!actor.ok) return errorResponse(actor.error);
      const call = {
        services,
        actor: actor.value,
        params: single(await context.params),
        query: searchParams,
        headers: request.headers,
        signal: request.signal,
      };
      let answer: Response | Result<Response, ApiError>;
      if (given.length === 1) {
        answer = await given[0]({ ...call, body: undefined, text: "" });
      } else {
        const text = await readText(request);
        if (!text.ok) return errorResponse(text.error);
        const [schema] = given;
        const unread: boolean = schema === (raw as z.ZodType);
        const body = unread ? ok(undefined as z.output<Schema>) : parseBody(schema, text.value);
        if (!body.ok) return errorResponse(body.error);
        answer = await given[1]({ ...call, body: body.value, text: text.value });
      }
      if (answer instanceof Response) return answer;
      return answer.ok ? answer.value : errorResponse(answer.error);
    } catch (error) {
      services?.log.error(
        { err: error, method: request.method, path: new URL(request.url).pathname },
        "a call failed",
      );
      return errorResponse(
        apiError("internal_error", "Slipway failed to answer this call. Its log says why."),
      );
    }
  };
}

/** A successful answer: `{ ok: true, … }`. */
export function reply(value: object = {}, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(
    { ok: true, ...value },
    { status, headers: { "cache-control": "no-store", ...headers } },
  );
}

/** A request made by hand has no `Host` header yet; its address says the same. */
function withHost(request: Request): Headers {
  if (request.headers.has("host")) return request.headers;
  const headers = new Headers(request.headers);
  headers.set("host", new URL(request.url).host);
  return headers;
}

function single(params: RouteParams): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params ?? {}).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join("/") : (value ?? ""),
    ]),
  );
}

async function readText(request: Request): Promise<Result<string, ApiError>> {
  const tooLarge = err(
    apiError("too_large", `The body is larger than ${bodyLimit} bytes, the most that Slipway takes.`),
  );
  if (Number(request.headers.get("content-length") ?? 0) > bodyLimit) return tooLarge;
  if (request.body === null) return ok("");
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.length;
    if (size > bodyLimit) return tooLarge;
    chunks.push(chunk);
  }
  try {
    return ok(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks)));
  } catch {
    return err(apiError("invalid_request", "The body is not UTF-8 text."));
  }
}

/** Reads a body as JSON of a schema; an empty one is an empty object. */
export function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  text: string,
): Result<z.output<Schema>, ApiError> {
  if (isDeeper(text, depthLimit))
    return err(
      apiError("invalid_value", `The body nests arrays and objects deeper than ${depthLimit} levels.`),
    );
  let value: unknown;
  try {
    value = text.trim() === "" ? {} : JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return err(apiError("not_json", `The body is not JSON: ${reason}.`));
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const details = parsed.error.issues.map(
    (issue): Problem => ({
      code: `request/${issue.code ?? "invalid"}`,
      severity: "error",
      at: toPointer(issue.path.map((step) => (typeof step === "symbol" ? String(step) : step))),
      message: issue.message,
    }),
  );
  const first = details[0];
  const where = first === undefined || first.at === "" ? "" : ` at ${first.at}`;
  return err(
    apiError(
      "invalid_value",
      `The body is not what this call takes${where}: ${first?.message ?? "invalid"}.`,
      details,
    ),
  );
}
