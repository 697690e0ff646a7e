import { isDeeper } from "../../base/depth";
import type { Json, JsonObject } from "../../base/json";
import type { HttpReply, RunError } from "../runner";

/** Deeper JSON is kept as text: no reader of it would survive the recursion. */
const MAX_DEPTH = 500;

/**
 * The `response` of a WEBHOOK's output: status, data, headers (reference 3.1). `data` is the parsed body
 * when it is JSON, else its text, and null when there is none. Header names are in lower case; a header that
 * came several times is joined with `, `.
 */
export function responseOutput(reply: HttpReply): JsonObject {
  const headers: Record<string, string> = Object.create(null);
  for (const [name, value] of reply.headers) {
    const key = name.toLowerCase();
    headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
  }
  return { status: reply.status, data: dataOf(reply.body), headers: { ...headers } };
}

/** The parsed body when it is JSON, else its text, and null when there is none. */
export function dataOf(body: string): Json {
  if (body.trim() === "") return null;
  if (isDeeper(body, MAX_DEPTH)) return body;
  try {
    return JSON.parse(body) as Json;
  } catch {
    return body;
  }
}

/** What a status of 400 and above means for the author. */
export function statusError(method: string, url: string, reply: HttpReply): RunError {
  const { status, statusText, body } = reply;
  const seen = body.trim().slice(0, 300);
  return {
    code: "http/status",
    message: `${method} ${url} answered ${`${status} ${statusText}`.trim()}${seen === "" ? "." : `: ${seen}`}`,
    hint: hintFor(status),
  };
}

function hintFor(status: number): string {
  if (status === 401) return "Check the credentials: the Authorization header, or the secret in it.";
  if (status === 403)
    return "The credentials are known but may not do this. Check what they are allowed to do.";
  if (status === 404) return "Check the address, and the values that the templates put into it.";
  if (status === 409) return "What is to be made may exist already. Read the response.";
  if (status === 400 || status === 422)
    return "Check the body and the headers against what the service expects.";
  if (status === 429) return "The service asks for fewer requests. Try again later.";
  if (status >= 500) return "The service failed. Try again, or look at the service.";
  return "Read the response for the reason.";
}
