import { add } from "../arithmetic";
import type { Budget } from "../budget";
import { fail } from "../errors";
import { setKey } from "../keys";
import { described, type Natives } from "../native";
import { Matcher, type Slots } from "../regex/match";
import { type Flags, patternOf, readFlags } from "../regex/pattern";
import { namesIn, sliceText, type Tainted, taintWhole } from "../tainted";
import { isString, type JsonObject, kindOf, member, numberOf, textOf, type Value } from "../value";

type Text = string | Tainted;

/** A string as code points, with the place of each in UTF-16 units. */
interface Points {
  source: Text;
  points: number[];
  units: number[];
}

function pointsOf(source: Text): Points {
  const text = textOf(source);
  const points: number[] = [];
  const units: number[] = [];
  for (let at = 0; at < text.length; ) {
    const point = text.codePointAt(at)!;
    points.push(point);
    units.push(at);
    at += point > 0xffff ? 2 : 1;
  }
  units.push(text.length);
  return { source, points, units };
}

const part = ({ source, units }: Points, from: number, to: number): Text =>
  sliceText(source, units[from]!, units[to]!);

/** A pattern given alone may be an array of it and its flags. */
function alone(pattern: Value): readonly [Value, Value] {
  if (isString(pattern)) return [pattern, null];
  if (!Array.isArray(pattern) || pattern.length === 0)
    return fail(`${kindOf(pattern)} not a string or array`);
  return [pattern[0] ?? null, pattern[1] ?? null];
}

function request(value: Value, pattern: Value, flags: Value): { source: string; flags: Flags } {
  if (!isString(value)) return fail(`${described(value)} cannot be matched, as it is not a string`);
  if (!isString(pattern)) return fail(`${described(pattern)} is not a string`);
  if (flags !== null && !isString(flags)) return fail(`${described(flags)} is not a string`);
  return { source: textOf(pattern as Text), flags: readFlags(flags === null ? "" : textOf(flags)) };
}

/** Every match that was asked for. */
function matches(budget: Budget, value: Value, pattern: Value, flags: Value, everywhere = false) {
  const { source, flags: wanted } = request(value, pattern, flags);
  const subject = value as Text;
  budget.members(2 * textOf(subject).length);
  budget.step(20);
  const text = pointsOf(subject);
  const compiled = patternOf(budget, source, wanted);
  const matchBytes = typeof subject === "string" ? 200 : 400;
  const matcher = new Matcher(compiled, text.points, budget, wanted);
  const found: Slots[] = [];
  let from = 0;
  while (from <= text.points.length) {
    const slots = matcher.search(from);
    if (slots === null) break;
    const empty = slots[0] === slots[1];
    // The match object, and one for each group.
    budget.bytes(matchBytes * (1 + compiled.names.length));
    budget.step(8 + 4 * compiled.names.length);
    found.push(slots);
    if (!wanted.global && !everywhere) break;
    from = empty ? slots[1]! + 1 : slots[1]!;
  }
  // A group is named by the pattern.
  const secret = namesIn(pattern as Text);
  const names = compiled.names.map((name) => (name === null ? null : taintWhole(name, secret)));
  return { text, names, found };
}

function matchObject(text: Points, names: readonly (Text | null)[], slots: Slots): JsonObject {
  const from = slots[0]!;
  const to = slots[1]!;
  const captures = names.map((name, at): JsonObject => {
    const start = slots[2 * at + 2]!;
    const end = slots[2 * at + 3]!;
    const missing = start < 0 || end < 0;
    // The order of the members is jq's, which differs for empty groups.
    if (missing) return { offset: -1, string: null, length: 0, name };
    // In a match of nothing jq takes every group for empty, even one that looked around.
    if (from === to || start === end)
      return { offset: from === to ? from : start, string: "", length: 0, name };
    return { offset: start, length: end - start, string: part(text, start, end), name };
  });
  return { offset: from, length: to - from, string: part(text, from, to), captures };
}

function allMatches(budget: Budget, value: Value, pattern: Value, flags: Value): Value[] {
  const { text, names, found } = matches(budget, value, pattern, flags);
  return found.map((slots) => matchObject(text, names, slots));
}

/** The pieces between the matches. */
function splitBy(budget: Budget, value: Value, pattern: Value, flags: Value): Value {
  const { text, found } = matches(budget, value, pattern, flags, true);
  budget.members(found.length + 1);
  const pieces: Value[] = [];
  let at = 0;
  for (const slots of found) {
    pieces.push(part(text, at, Math.max(at, slots[0]!)));
    at = slots[1]!;
  }
  pieces.push(part(text, at, text.points.length));
  return pieces;
}

/** The named groups of a match as an object. */
function captures(budget: Budget, value: Value): JsonObject {
  const result: JsonObject = {};
  const groups = member(value as JsonObject, "captures");
  budget.bytes(64);
  for (const group of Array.isArray(groups) ? groups : []) {
    budget.bytes(32);
    const name = member(group as JsonObject, "name");
    if (isString(name)) setKey(result, name, member(group as JsonObject, "string"));
  }
  return result;
}

/** Puts texts in the place of matches: the first text of every match makes one result, the second another. */
function splice(budget: Budget, value: Text, found: readonly Value[], texts: readonly Value[]): Value[] {
  budget.members(2 * textOf(value).length);
  const text = pointsOf(value);
  const results: Value[] = [];
  let from = 0;
  for (const [at, match] of found.entries()) {
    const offset = numberOf(member(match as JsonObject, "offset") as number);
    const gap = part(text, from, Math.max(from, offset));
    for (const [row, insert] of (texts[at] as Value[]).entries()) {
      budget.step(1);
      results[row] = add(budget, results[row] ?? null, add(budget, gap, insert));
    }
    from = offset + numberOf(member(match as JsonObject, "length") as number);
  }
  const rest = part(text, from, text.points.length);
  return results.length === 0 ? [value] : results.map((result) => add(budget, result, rest));
}

export const patterns: Natives = {
  "_matches/2": ({ budget }, value, pattern, flags) => allMatches(budget, value, pattern!, flags!),
  "_matches/1": ({ budget }, value, pattern) => allMatches(budget, value, ...alone(pattern!)),
  "_captures/0": ({ budget }, value) => captures(budget, value),
  "test/1": ({ budget }, value, pattern) => matches(budget, value, ...alone(pattern!)).found.length > 0,
  "test/2": ({ budget }, value, pattern, flags) => matches(budget, value, pattern!, flags!).found.length > 0,
  "split/2": ({ budget }, value, pattern, flags) => splitBy(budget, value, pattern!, flags!),
  "_spliced/2": ({ budget }, value, found, texts) =>
    splice(budget, value as Text, found as Value[], texts as Value[]),
};
