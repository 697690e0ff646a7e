import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import { loginIn } from "./basic-auth";
import { mapTexts } from "./body";
import { fromTemplate, isOneTemplate, type Piece, piecesOf } from "./marks";

/** A request for `curl`, before quoting. */
export interface CurlRequest {
  method: string;
  url: string;
  /** Options with their values, in order. */
  options: readonly (readonly [flag: string, value: string])[];
}

/** A config as a command, and what of the node it cannot say. */
export interface CopiedCurl {
  text: string;
  left: string[];
}

/** The shell variable that a secret is read from: `api-token` from `API_TOKEN`. */
export function variableOf(secret: string): string {
  const name = secret.toUpperCase().replace(/[^A-Z0-9]+/g, "_");
  return /^[A-Z_]/.test(name) ? name : `_${name}`;
}

/**
 * A request as a `curl` command for a POSIX shell, an option on each line.
 *
 * @param split finds where in a text a secret stands; it becomes a shell variable, because its value is not
 *   known here
 */
export function printCurl(request: CurlRequest, split: (text: string) => Piece[]): string {
  const flag = request.url.startsWith("-") ? "--url " : "";
  const lines = [`curl -X ${request.method} ${flag}${quote(request.url, split)}`];
  for (const [name, value] of request.options) lines.push(`${name} ${quote(value, split)}`);
  return lines.join(" \\\n  ");
}

/**
 * A WEBHOOK's request as a `curl` command: what the node would send, with `$VARIABLE` where a template reads a
 * secret and the other templates as they are written.
 */
export function copyCurl(config: JsonObject): CopiedCurl {
  const left: string[] = [];
  const method = typeof config.method === "string" ? config.method.toUpperCase() : "POST";
  const options: [string, string][] = [];
  const headers = isJsonObject(config.headers) ? Object.entries(config.headers) : [];
  if (config.headers !== undefined && config.headers !== null && !isJsonObject(config.headers))
    left.push("the headers, which come from one template");
  for (const [name, given] of headers) {
    if (given === null) continue;
    const value = typeof given === "string" ? given : JSON.stringify(given);
    const login = name === "Authorization" ? loginIn(value) : undefined;
    if (login !== undefined) options.push(["-u", login]);
    else options.push(["-H", value === "" ? `${name};` : `${name}: ${fromTemplate(value)}`]);
  }
  const { body } = config;
  if (body !== undefined && ["POST", "PUT", "PATCH"].includes(method)) {
    const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1];
    if (type === undefined || type === null) options.push(["-H", "content-type: application/json"]);
    options.push(["--data-raw", bodyText(body, typeof type === "string" ? type : "application/json")]);
  } else if (body !== undefined) left.push(`the body, which ${method} does not send`);
  for (const key of ["synchronized", "onTimeout", "onFailure", "agent"])
    if (config[key] !== undefined) left.push(key);
  const url = typeof config.url === "string" ? config.url : "";
  return { text: printCurl({ method, url: fromTemplate(url), options }, piecesOf), left };
}

function bodyText(body: Json, contentType: string): string {
  const marked = mapTexts(body, fromTemplate);
  const asItIs = typeof body === "string" && (!/json/i.test(contentType) || isOneTemplate(body));
  return asItIs ? String(marked) : JSON.stringify(marked);
}

function quote(text: string, split: (text: string) => Piece[]): string {
  return split(text)
    .map((piece) =>
      piece.kind === "text"
        ? quoteSh(piece.text)
        : piece.names.map((name) => `"$${variableOf(name)}"`).join(""),
    )
    .join("");
}

/** A text as one word of a POSIX shell; bash's `$'…'` only where it has control characters. */
export function quoteSh(text: string): string {
  if (![...text].some((char) => char < " " && char !== "\n")) return `'${text.replaceAll("'", `'\\''`)}'`;
  const escapes: Record<string, string> = { "\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  const written = [...text].map((char) => {
    const code = char.charCodeAt(0);
    return escapes[char] ?? (code < 32 ? `\\${code.toString(8).padStart(3, "0")}` : char);
  });
  return `$'${written.join("")}'`;
}
