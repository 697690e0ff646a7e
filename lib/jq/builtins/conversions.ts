import { negate } from "../arithmetic";
import { numberLiteral } from "../decimal";
import { fail, RuntimeFailure } from "../errors";
import { applyFormat, toText } from "../formats";
import { parseJson } from "../json-parse";
import { toJson } from "../json-text";
import { described, type Natives } from "../native";
import { shownText } from "../show";
import { namesIn, taintWhole } from "../tainted";
import {
  isNumber,
  isObject,
  isString,
  type JsonObject,
  numberOf,
  setMember,
  textOf,
  type Value,
} from "../value";

const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function toNumber(value: Value): Value {
  if (isNumber(value)) return value;
  if (isString(value)) {
    const text = textOf(value);
    if (numeral.test(text)) return numberLiteral(text.replace(/^\+/, ""));
    if (/^-?nan$/i.test(text)) return Number.NaN;
    if (/^-?infinity$/i.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  }
  return fail(`${described(value)} cannot be parsed as a number`);
}

function toBoolean(value: Value): boolean {
  if (typeof value === "boolean") return value;
  if (isString(value) && textOf(value) === "true") return true;
  if (isString(value) && textOf(value) === "false") return false;
  return fail(`${described(value)} cannot be parsed as a boolean`);
}

/** Marks every string of a value as coming from `names`. */
function taintAll(value: Value, names: readonly string[]): Value {
  if (typeof value === "string") return taintWhole(value, names);
  if (Array.isArray(value)) return value.map((item) => taintAll(item, names));
  if (!isObject(value)) return value;
  const result: JsonObject = {};
  for (const [key, item] of Object.entries(value)) setMember(result, key, taintAll(item, names));
  return result;
}

export const conversions: Natives = {
  "tojson/0": ({ budget }, value) => toJson(value, budget),
  "fromjson/0": ({ budget }, value) => {
    if (!isString(value)) return fail(`${described(value)} only strings can be parsed`);
    if (typeof value === "string") return parseJson(value, budget);
    try {
      return taintAll(parseJson(value.text, budget), namesIn(value));
    } catch (failure) {
      // The reader quotes what it read, which must not be told here.
      if (failure instanceof RuntimeFailure) return fail(`${described(value)} is not valid JSON`);
      throw failure;
    }
  },
  "tostring/0": ({ budget }, value) => toText(budget, value),
  "tonumber/0": (_, value) => toNumber(value),
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
