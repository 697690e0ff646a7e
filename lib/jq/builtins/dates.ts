import { formatTime } from "../dates/format";
import { parseTime } from "../dates/parse";
import { type BrokenDown, completed, fromSeconds, toSeconds } from "../dates/time";
import { fail } from "../errors";
import type { Machine } from "../machine";
import type { Natives } from "../native";
import { shownText } from "../show";
import { namesOf, taintAll } from "../taint-all";
import { isNumber, isString, numberOf, textOf, type Value } from "../value";

/** A broken-down time given as an array of numbers. */
function brokenDown(value: Value, name: string): BrokenDown {
  const message = `${name} requires parsed datetime inputs`;
  if (!Array.isArray(value) || !value.every(isNumber)) return fail(message);
  const [year = 1900, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0, weekday = 0, yearday = 0] =
    value.map((part) => Math.trunc(numberOf(part as number)));
  return { year, month, day, hours, minutes, seconds, weekday, yearday };
}

function seconds(value: Value, name: string): number {
  return isNumber(value) ? numberOf(value) : fail(`${name} requires numeric inputs`);
}

/** A time by its parts. The calendar ends some 270,000 years from now. */
function timeOf(value: number): BrokenDown {
  const time = fromSeconds(value);
  return Number.isNaN(time.year) ? fail("error converting number of seconds since epoch to datetime") : time;
}

/** What the array of a broken-down time takes. */
const timeBytes = 160;

const asArray = (time: BrokenDown): Value[] => Object.values(time);

function partsOf({ budget }: Machine, value: Value, name: string): Value {
  budget.bytes(timeBytes);
  budget.step(16);
  return taintAll(asArray(timeOf(seconds(value, name))), namesOf(value));
}

function strftime({ budget }: Machine, value: Value, format: Value, name: string): Value {
  const time = isNumber(value) ? timeOf(Math.trunc(numberOf(value))) : completed(brokenDown(value, name));
  if (!isString(format)) return fail(`${name} requires a string format`);
  // The longest of the directives gives a dozen characters for each of its own.
  budget.text(16 * textOf(format).length);
  budget.step(8 + 4 * textOf(format).length);
  return taintAll(formatTime(textOf(format), time), namesOf(value, format));
}

export const dates: Natives = {
  "now/0": ({ now }) => now() / 1_000,
  "gmtime/0": (machine, value) => partsOf(machine, value, "gmtime()"),
  // The sandbox has no time zone: local time is UTC, on every machine alike.
  "localtime/0": (machine, value) => partsOf(machine, value, "localtime()"),
  "mktime/0": ({ budget }, value) => {
    budget.step(16);
    if (!Array.isArray(value)) return fail("mktime requires array inputs");
    const time = toSeconds(brokenDown(value, "mktime"));
    // C's answer for a failure, which jq takes this second for as well.
    return time === -1 ? fail("invalid gmtime representation") : taintAll(time, namesOf(value));
  },
  "strftime/1": (machine, value, format) => strftime(machine, value, format!, "strftime/1"),
  "strflocaltime/1": (machine, value, format) => strftime(machine, value, format!, "strflocaltime/1"),
  "strptime/1": ({ budget }, value, format) => {
    if (!isString(value)) return fail(`strptime/1 requires string inputs and arguments`);
    if (!isString(format!)) return fail(`strptime/1 requires string inputs and arguments`);
    budget.bytes(timeBytes + 2 * textOf(value).length);
    budget.step(20 + 8 * textOf(format).length + (textOf(value).length >> 2));
    const read = parseTime(textOf(value), textOf(format));
    if (read === null) return fail(`date "${shownText(value)}" does not match format "${shownText(format)}"`);
    const parts = asArray(read.time);
    return taintAll(read.rest === "" ? parts : [...parts, read.rest], namesOf(value));
  },
};
