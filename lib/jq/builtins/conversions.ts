import { negate } from "../arithmetic";
import { numberLiteral } from "../decimal";
import { fail, RuntimeFailure } from "../errors";
import { applyFormat, toText } from "../formats";
import { type Mark, parseJson } from "../json-parse";
import { toJson } from "../json-text";
import { described, type Natives } from "../native";
import { shownText } from "../show";
import { namesOf, taintAll } from "../taint-all";
import { sliceText, type Tainted, taintWhole, union } from "../tainted";
import { isNumber, isString, numberOf, textOf, type Value } from "../value";

const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function toNumber(value: Value): Value {
  if (isNumber(value)) return value;
  if (isString(value)) {
    const number = numberIn(textOf(value));
    if (number !== null) return typeof value === "string" ? number : taintAll(number, namesOf(value));
  }
  return fail(`${described(value)} cannot be parsed as a number`);
}

function numberIn(text: string): Value {
  if (numeral.test(text)) return numberLiteral(text.replace(/^\+/, ""));
  if (/^-?nan$/i.test(text)) return Number.NaN;
  if (/^-?infinity$/i.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  return null;
}

function toBoolean(value: Value): boolean {
  if (typeof value === "boolean") return value;
  if (isString(value) && textOf(value) === "true") return true;
  if (isString(value) && textOf(value) === "false") return false;
  return fail(`${described(value)} cannot be parsed as a boolean`);
}

/** Makes each text and number that is read as secret as the part of `source` that it was written in. */
function markerOf(source: Tainted): Mark {
  return (value, start, end) => {
    const spans = source.spans.filter((span) => span.start < end && span.end > start);
    const names = union(spans.map((span) => span.names));
    // Without escapes every character has its own place.
    if (typeof value === "string" && source.text.slice(start + 1, end - 1) === value)
      return sliceText(source, start + 1, end - 1);
    return typeof value === "string" ? taintWhole(value, names) : taintAll(value, names);
  };
}

export const conversions: Natives = {
  "tojson/0": ({ budget }, value) => toJson(value, budget),
  "fromjson/0": ({ budget }, value) => {
    if (!isString(value)) return fail(`${described(value)} only strings can be parsed`);
    if (typeof value === "string") return parseJson(value, budget);
    try {
      return parseJson(value.text, budget, markerOf(value));
    } catch (failure) {
      // The reader quotes what it read, which must not be told here.
      if (failure instanceof RuntimeFailure) return fail(`${described(value)} is not valid JSON`);
      throw failure;
    }
  },
  "tostring/0": ({ budget }, value) => toText(budget, value),
  "tonumber/0": ({ budget }, value) => {
    // A long numeral is looked at more than once, and kept.
    if (isString(value)) {
      budget.text(textOf(value).length);
      budget.step(4);
    }
    return toNumber(value);
  },
  "toboolean/0": (_, value) => toBoolean(value),
  "format/1": ({ budget }, value, name) => {
    if (!isString(name!)) return fail(`${described(name!)} is not a valid format`);
    if (typeof name !== "string") return fail(`${shownText(name)} is not a valid format`);
    return applyFormat(name, budget, value);
  },
  "abs/0": (_, value) => {
    // Null and booleans sort below zero, so they are asked for their opposite, which they have not.
    if (!isNumber(value)) return value === null || typeof value === "boolean" ? negate(value) : value;
    return numberOf(value) < 0 ? negate(value) : value;
  },
};
