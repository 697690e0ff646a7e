import { add, numberBytes, split } from "../arithmetic";
import type { Budget } from "../budget";
import { fail } from "../errors";
import { toJson } from "../json-text";
import { described, type Native, type Natives } from "../native";
import { namesOf } from "../taint-all";
import { joinTexts, mapInPlace, sliceText, type Tainted, taintWhole } from "../tainted";
import { taintNumber } from "../tainted-number";
import { isNumber, isString, numberOf, textOf, type Value } from "../value";
import { membersOf } from "./collections";

type Text = string | Tainted;

/** The text of a string value, or an error with the given words. */
function text(value: Value, message: string): Text {
  return isString(value) ? value : fail(message);
}

/** Whether a text begins or ends with another. */
export function affix(budget: Budget, value: Value, part: Value, side: "start" | "end"): boolean {
  const message = `${side}swith() requires string inputs`;
  const whole = textOf(text(value, message));
  const piece = textOf(text(part, message));
  budget.read(whole);
  budget.read(piece);
  budget.step(piece.length >> 4);
  return side === "start" ? whole.startsWith(piece) : whole.endsWith(piece);
}

/** A text without what it begins or ends with; as it is where it does not. */
export function trimAffix(budget: Budget, value: Value, part: Value, side: "start" | "end"): Value {
  if (!affix(budget, value, part, side)) return value;
  const whole = value as Text;
  const { length } = textOf(whole);
  const cut = textOf(part as Text).length;
  budget.text(length);
  return side === "start" ? sliceText(whole, cut, length) : sliceText(whole, 0, length - cut);
}

const unicodeSpaces = new Set([0x85, 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000]);

/** What counts as white space for trimming: what Unicode says, and so not the byte order mark. */
const isSpace = (code: number): boolean =>
  code === 32 ||
  (code >= 9 && code <= 13) ||
  (code >= 0x85 && ((code >= 0x2000 && code <= 0x200a) || unicodeSpaces.has(code)));

function trim(budget: Budget, value: Value, name: string, start: boolean, end: boolean): Value {
  const whole = text(value, `${name} input must be a string`);
  const chars = textOf(whole);
  budget.text(chars.length);
  let from = 0;
  let to = chars.length;
  while (start && from < to && isSpace(chars.charCodeAt(from))) from++;
  while (end && to > from && isSpace(chars.charCodeAt(to - 1))) to--;
  return sliceText(whole, from, to);
}

/** Puts `change` of every run that `letters` finds in its place. */
export const changeCase =
  (letters: RegExp, change: (run: string) => string): Native =>
  ({ budget }, value) => {
    const whole = text(value, "explode input must be a string");
    budget.text(textOf(whole).length);
    return mapInPlace(whole, (chars) => chars.replace(letters, change));
  };

function explode(budget: Budget, value: Value): Value {
  const whole = text(value, "explode input must be a string");
  const chars = textOf(whole);
  budget.members(2 * chars.length);
  budget.step(chars.length >> 1);
  if (typeof whole === "string") return Array.from(chars, (char) => char.codePointAt(0)!);
  budget.bytes(numberBytes * chars.length);
  budget.step(4 * chars.length);
  let at = 0;
  let next = 0;
  return Array.from(chars, (char) => {
    while (next < whole.spans.length && whole.spans[next]!.end <= at) next++;
    const span = whole.spans[next];
    at += char.length;
    return taintNumber(char.codePointAt(0)!, span !== undefined && span.start < at ? span.names : []);
  });
}

function implode(budget: Budget, value: Value): Value {
  if (!Array.isArray(value)) return fail("implode input must be an array");
  budget.members(2 * value.length);
  budget.text(value.length);
  budget.step(2 * value.length);
  const parts = value.map((code): Text => {
    if (!isNumber(code) || Number.isNaN(numberOf(code)))
      return fail(`${described(code)} can't be imploded, unicode codepoint needs to be numeric`);
    const point = Math.trunc(numberOf(code));
    const valid = point >= 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
    const char = valid ? String.fromCodePoint(point) : "\ufffd";
    return typeof code === "number" ? char : taintWhole(char, namesOf(code));
  });
  return joinTexts(parts);
}

/** Joins scalars; null counts as nothing. */
function join(budget: Budget, value: Value, separator: Value): Value {
  const items = membersOf(budget, value);
  if (items.length === 0) return "";
  let result: Value = null;
  for (const item of items) {
    budget.step(1);
    const before: Value = result === null ? "" : add(budget, result, separator);
    result = add(budget, before, joinable(budget, item));
  }
  return result;
}

function joinable(budget: Budget, item: Value): Value {
  if (item === null) return "";
  return typeof item === "boolean" || isNumber(item) ? toJson(item, budget) : item;
}

export const strings: Natives = {
  "startswith/1": ({ budget }, value, part) => affix(budget, value, part!, "start"),
  "endswith/1": ({ budget }, value, part) => affix(budget, value, part!, "end"),
  "trim/0": ({ budget }, value) => trim(budget, value, "trim", true, true),
  "ltrim/0": ({ budget }, value) => trim(budget, value, "trim", true, false),
  "rtrim/0": ({ budget }, value) => trim(budget, value, "trim", false, true),
  "explode/0": ({ budget }, value) => explode(budget, value),
  "implode/0": ({ budget }, value) => implode(budget, value),
  "join/1": ({ budget }, value, separator) => join(budget, value, separator!),
  "split/1": ({ budget }, value, separator) => {
    if (!isString(value) || !isString(separator!)) return fail("split input and separator must be strings");
    return split(budget, value, textOf(separator));
  },
  "utf8bytelength/0": ({ budget }, value) => {
    if (!isString(value)) return fail(`${described(value)} only strings have UTF-8 byte length`);
    // Three bytes a character at the most.
    budget.bytes(3 * textOf(value).length);
    budget.step(textOf(value).length >> 3);
    return new TextEncoder().encode(textOf(value)).length;
  },
};
