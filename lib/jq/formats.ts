import type { Span } from "./ast";
import { decodeBase32, decodeBase64, encodeBase32, encodeBase64, hasTrailingDigit } from "./base-text";
import type { Budget } from "./budget";
import { fail } from "./errors";
import { toJson } from "./json-text";
import { place } from "./located";
import { described } from "./native";
import { directNode, type Node } from "./node";
import { joinTexts, mapStretches, mapText, type Tainted } from "./tainted";
import { isNumber, isString, numberOf, textOf, type Value } from "./value";

type Text = string | Tainted;
type Format = (budget: Budget, value: Value) => Text;

/** A string as it is, anything else as JSON. */
export function toText(budget: Budget, value: Value): Text {
  return isString(value) ? value : toJson(value, budget);
}

/** Charges what is done to each character by itself: engines take notes of every place they replace. */
function chargeEscapes(budget: Budget, text: string): void {
  budget.bytes(64 + 12 * text.length);
  budget.step(8 + text.length);
}

const mapped =
  (change: (text: string, value: Text) => string): Format =>
  (budget, value) => {
    const text = toText(budget, value);
    chargeEscapes(budget, textOf(text));
    return mapText(text, (plain) => change(plain, text));
  };

/** As `mapped`, for what is done to each character by itself. */
const escaped =
  (change: (text: string) => string): Format =>
  (budget, value) => {
    const text = toText(budget, value);
    budget.text(2 * textOf(text).length);
    budget.step(textOf(text).length >> 1);
    return mapStretches(text, change);
  };

const entities: Record<string, string> = {
  "<": "&lt;",
  ">": "&gt;",
  "&": "&amp;",
  "'": "&apos;",
  '"': "&quot;",
};

/** What the platform leaves as it is and jq does not. */
const unreserved: Record<string, string> = { "!": "%21", "'": "%27", "(": "%28", ")": "%29", "*": "%2A" };

const encodeUri = (text: string): string =>
  encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, (char) => unreserved[char]!);

function decodeUri(text: string, value: Text): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return fail(`${described(value)} is not a valid uri encoding`);
  }
}

/** Each item by `write`, with `separator` in between. */
function joined(
  budget: Budget,
  items: readonly Value[],
  separator: string,
  write: (budget: Budget, item: Value) => Text,
): Text {
  budget.members(4 * items.length);
  budget.step(4 * items.length);
  const parts: Text[] = [];
  for (const item of items) {
    if (parts.length > 0) parts.push(separator);
    parts.push(write(budget, item));
  }
  return joinTexts(parts);
}

/** A row: each member by `cell`, joined by `separator`. */
const row =
  (name: string, separator: string, cell: (budget: Budget, value: Value) => Text): Format =>
  (budget, value) => {
    if (!Array.isArray(value)) return fail(`${described(value)} cannot be ${name}-formatted, only array`);
    return joined(budget, value, separator, cell);
  };

const cell =
  (inner: (text: string) => string, quote: string) =>
  (budget: Budget, value: Value): Text => {
    if (value === null || (isNumber(value) && Number.isNaN(numberOf(value)))) return "";
    if (isNumber(value) || typeof value === "boolean") return toJson(value, budget);
    if (!isString(value)) return fail(`${described(value)} is not valid in a csv row`);
    chargeEscapes(budget, textOf(value));
    return joinTexts([quote, mapStretches(value, inner), quote]);
  };

const tabs: Record<string, string> = { "\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\" };

function shell(budget: Budget, value: Value): Text {
  const one = (item: Value): Text => {
    if (isString(item)) {
      chargeEscapes(budget, textOf(item));
      return joinTexts(["'", mapStretches(item, (text) => text.replace(/'/g, "'\\''")), "'"]);
    }
    if (typeof item === "object" && item !== null && !isNumber(item)) {
      return fail(`${described(item)} can not be escaped for shell`);
    }
    return toJson(item, budget);
  };
  return joined(budget, Array.isArray(value) ? value : [value], " ", (_, item) => one(item));
}

const formats: Record<string, Format> = {
  text: toText,
  json: (budget, value) => toJson(value, budget),
  html: escaped((text) => text.replace(/[<>&'"]/g, (char) => entities[char]!)),
  uri: escaped(encodeUri),
  urid: mapped(decodeUri),
  csv: row(
    "csv",
    ",",
    cell((text) => text.replace(/"/g, '""'), '"'),
  ),
  tsv: row(
    "tsv",
    "\t",
    cell((text) => text.replace(/[\t\n\r\\]/g, (char) => tabs[char]!), ""),
  ),
  sh: shell,
  base64: mapped(encodeBase64),
  base64d: mapped((text, value) => {
    const decoded = decodeBase64(text) ?? fail(`${described(value)} is not valid base64 data`);
    return hasTrailingDigit(text) ? fail(`${described(value)} trailing base64 byte found`) : decoded;
  }),
  base32: mapped(encodeBase32),
  base32d: mapped(
    (text, value) => decodeBase32(text) ?? fail(`${described(value)} is not valid base32 data`),
  ),
};

export const formatNames = Object.keys(formats);

export function applyFormat(name: string, budget: Budget, value: Value): Text {
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  return format === undefined ? fail(`${name} is not a valid format`) : format(budget, value);
}

/** The function for `@name`. An unknown one fails when it is used, as in jq. */
export function formatter(name: string, _span: Span): Format {
  return (budget, value) => applyFormat(name.slice(1), budget, value);
}

export function formatNode(name: string, span: Span): Node {
  const format = formatter(name, span);
  return directNode(
    (machine, value) => {
      try {
        return format(machine.budget, value);
      } catch (failure) {
        throw place(failure, span);
      }
    },
    [],
    1,
    name === "@text",
  );
}
