import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import { err, ok, type Result } from "../../base/result";
import type { HttpCall, RecordedRequest, RunError } from "../runner";
import { userAgent } from "../user-agent";

/** The request that goes out, and the same as it may be shown. */
export interface WebhookRequest {
  call: HttpCall;
  recorded: RecordedRequest;
  /** Names of headers that the author set and that only the connection itself may set. */
  dropped: string[];
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const WITH_BODY = new Set(["POST", "PUT", "PATCH"]);
const OF_THE_CONNECTION = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

/** An error at a place of `config`. */
const at = (pointer: string, code: string, message: string, hint: string): { ok: false; error: RunError } =>
  err({ code: `webhook/${code}`, message, hint, at: pointer });

/**
 * Makes the request of a WEBHOOK out of its rendered config (reference 3.1).
 *
 * - The body goes with POST, PUT and PATCH, as JSON without spaces. A body that rendered to a text is sent
 *   as it is when the author's `Content-Type` is not JSON, else as a JSON text.
 * - Headers: numbers and booleans become texts, null leaves the header out. What the author does not set is
 *   added: `content-type` with a body, `accept`, `user-agent`, and `idempotency-key` unless it is a GET.
 */
export function webhookRequest(
  config: JsonObject,
  masked: JsonObject,
  nodeRun: string,
): Result<WebhookRequest, RunError> {
  const method = config.method ?? "POST";
  if (typeof method !== "string" || !METHODS.includes(method.toUpperCase()))
    return at(
      "/method",
      "method",
      `The method is ${show(masked.method)}.`,
      `Use one of ${METHODS.join(", ")}.`,
    );
  const verb = method.toUpperCase();
  const url = checkUrl(config.url, masked.url);
  if (!url.ok) return url;
  const headers = readHeaders(config.headers, masked.headers);
  if (!headers.ok) return headers;
  const { sent, shown, dropped } = headers.value;

  const has = (name: string) => sent.some(([given]) => given.toLowerCase() === name);
  const contentType = sent.find(([name]) => name.toLowerCase() === "content-type")?.[1];
  const withBody = WITH_BODY.has(verb) && config.body !== undefined;
  const body = withBody ? bodyText(config.body as Json, contentType) : undefined;
  const add = (name: string, value: string) => {
    if (has(name)) return;
    sent.push([name, value]);
    shown.push([name, value]);
  };
  if (withBody) add("content-type", "application/json");
  add("accept", "*/*");
  add("user-agent", userAgent);
  if (verb !== "GET") add("idempotency-key", nodeRun);

  return ok({
    dropped,
    call: {
      method: verb,
      url: url.value,
      headers: sent,
      ...(body === undefined ? {} : { body }),
      ...(verb === "GET" ? {} : { idempotencyKey: nodeRun }),
    },
    recorded: {
      method: verb,
      url: typeof masked.url === "string" ? masked.url.trim() : "",
      headers: shown,
      ...(withBody ? { body: masked.body ?? null } : {}),
      size: body === undefined ? 0 : new TextEncoder().encode(body).length,
      portAuth: false,
    },
  });
}

function checkUrl(value: Json | undefined, masked: Json | undefined): Result<string, RunError> {
  const hint = "Write an absolute address such as https://api.example.com/deploy.";
  if (typeof value !== "string" || value.trim() === "")
    return at("/url", "url", `The URL is ${value === "" ? "empty" : show(masked)}.`, hint);
  const text = value.trim();
  if (hasControl(text))
    return at(
      "/url",
      "url",
      `The URL ${show(masked)} contains a line break or another control character.`,
      "Remove it, or encode the value with @uri.",
    );
  if (!URL.canParse(text)) return at("/url", "url", `The URL ${show(masked)} is no absolute address.`, hint);
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:")
    return at(
      "/url",
      "url",
      `The URL ${show(masked)} begins with ${url.protocol}, not http: or https:.`,
      hint,
    );
  if (url.username !== "" || url.password !== "")
    return at(
      "/url",
      "url-credentials",
      "The URL has a user name or password before the @.",
      'Put them in a header: "Authorization": "Basic {{ "user:password" | @base64 }}", with the password from .secrets.',
    );
  return ok(text);
}

type Headers = [name: string, value: string][];

function readHeaders(
  value: Json | undefined,
  masked: Json | undefined,
): Result<{ sent: Headers; shown: Headers; dropped: string[] }, RunError> {
  const sent: Headers = [];
  const shown: Headers = [];
  const dropped: string[] = [];
  if (value === undefined || value === null) return ok({ sent, shown, dropped });
  if (!isJsonObject(value))
    return at(
      "/headers",
      "headers",
      `The headers are ${show(masked)}, not an object.`,
      'Write them as an object of texts, for example {"Accept": "application/json"}.',
    );
  const visible = isJsonObject(masked) ? masked : {};
  const nameShown = maskedNames(Object.keys(value), Object.keys(visible));
  for (const [name, given] of Object.entries(value)) {
    const label = nameShown(name);
    const pointer = `/headers/${label.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    if (given === null) continue;
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name))
      return at(
        pointer,
        "header-name",
        `The header name ${show(label)} has characters that a header name cannot have.`,
        "Use letters, digits and hyphens.",
      );
    if (typeof given === "object")
      return at(
        pointer,
        "header-value",
        `The header "${label}" is ${show(visible[label])}.`,
        "Give it a text; an object can be written with tojson.",
      );
    const text = String(given);
    if (hasControl(text, "\t"))
      return at(
        pointer,
        "header-injection",
        `The header "${label}" contains a line break or another control character, so it was not sent.`,
        "Remove it, for example with gsub, or encode the value with @uri or @base64.",
      );
    const wide = [...text].find((char) => (char.codePointAt(0) ?? 0) > 255);
    if (wide !== undefined)
      return at(
        pointer,
        "header-value",
        `The header "${label}" contains ${String(visible[label]).includes(wide) ? show(wide) : "a character"}, which a header cannot carry.`,
        "Encode the value with @uri or @base64.",
      );
    if (OF_THE_CONNECTION.has(name.toLowerCase())) {
      dropped.push(name);
      continue;
    }
    sent.push([name, text]);
    shown.push([label, String(visible[label] ?? text)]);
  }
  return ok({ sent, shown, dropped });
}

/** How a header's name is recorded: names made of secrets are masked, and stand at the same place. */
function maskedNames(sent: readonly string[], shown: readonly string[]): (name: string) => string {
  const names = new Map(sent.map((name, at) => [name, shown[at] ?? name]));
  // Two names that are masked alike have become one, and places no longer tell.
  return sent.length === shown.length ? (name) => names.get(name) ?? name : (name) => name;
}

function bodyText(body: Json, contentType: string | undefined): string {
  const asGiven = typeof body === "string" && contentType !== undefined && !/json/i.test(contentType);
  return asGiven ? body : JSON.stringify(body);
}

function hasControl(text: string, except = ""): boolean {
  for (const char of text) {
    const code = char.charCodeAt(0);
    if ((code < 32 || code === 127) && !except.includes(char)) return true;
  }
  return false;
}

/** A value as an error shows it: JSON, cut. */
function show(value: Json | undefined): string {
  if (value === undefined) return "missing";
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
