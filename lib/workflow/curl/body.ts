import type { Json } from "../../base/json";
import { asTemplate, isOneTemplate } from "./marks";

/** A body as a WEBHOOK takes it, and what a person should know about it. */
export interface ReadBody {
  body: Json;
  why: string;
  fate: "used" | "note" | "unrepresentable";
}

/** Brackets within each other before a text is no longer read as JSON. */
const MAX_DEPTH = 200;

/**
 * The body of a WEBHOOK for the text that curl would send. JSON becomes an object or a list, whatever the
 * Content-Type; another text stays one, which a node sends as it is unless the Content-Type says JSON
 * (reference 3.1).
 */
export function readBody(text: string, contentType: string): ReadBody {
  const saysJson = /json/i.test(contentType);
  const value = parsed(text);
  if (typeof value === "object" && value !== null) {
    const same = normal(text) === JSON.stringify(value);
    if (same && !saysJson)
      return {
        body: templated(value),
        fate: "used",
        why: `The body, as JSON. It goes out as ${contentType}, as curl sends it; remove that header if the service wants JSON.`,
      };
    if (same) return { body: templated(value), fate: "used", why: "The body, as JSON." };
    if (saysJson)
      return {
        body: templated(value),
        fate: "note",
        why: "The body, as JSON; a number was written anew (1.0 as 1), or a key that stood twice is there once.",
      };
  }
  const template = asTemplate(text);
  if (!saysJson) return { body: template, fate: "used", why: "The body, as text." };
  if (isOneTemplate(template)) return { body: template, fate: "used", why: "The body, from a template." };
  if (typeof value === "string")
    return { body: asTemplate(value), fate: "used", why: "The body, a JSON text." };
  if (value !== undefined && typeof value !== "object")
    return {
      body: `{{ ${text.trim()} }}`,
      fate: "used",
      why: "The body, from a template that gives this value.",
    };
  if (value === null)
    return { body: "{{ null }}", fate: "used", why: "The body, from a template that gives null." };
  return {
    body: template,
    fate: "unrepresentable",
    why: "The Content-Type says JSON, but the body is none: the node sends it as a JSON text, in quotes.",
  };
}

function parsed(text: string): Json | undefined {
  let depth = 0;
  for (const char of text) {
    if (char === "{" || char === "[") depth++;
    else if (char === "}" || char === "]") depth--;
    if (depth > MAX_DEPTH) return undefined;
  }
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** JSON without space between its tokens, and each text in its shortest form. */
const normal = (text: string) =>
  text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, quoted: string | undefined) =>
    quoted === undefined ? "" : JSON.stringify(JSON.parse(quoted)),
  );

/** Every text in a JSON value changed, keys too. */
export function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapTexts(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [change(key), mapTexts(item, change)]),
  );
}

const templated = (value: Json) => mapTexts(value, asTemplate);
