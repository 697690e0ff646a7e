import { formatTime } from "../dates/format";
import { parseTime } from "../dates/parse";
import { type BrokenDown, completed, fromSeconds, toSeconds } from "../dates/time";
import { fail } from "../errors";
import type { Machine } from "../machine";
import type { Native, Natives } from "../native";
import { shownText } from "../show";
import { namesOf, taintAll } from "../taint-all";
import { isNumber, isString, numberOf, textOf, type Value } from "../value";

/** A broken-down time given as an array of numbers. */
function brokenDown(value: Value, name: string): BrokenDown {
  const message = `${name} requires parsed datetime inputs`;
  // More than the eight parts may follow: what strptime left unread.
  if (!Array.isArray(value) || !value.slice(0, 8).every(isNumber)) return fail(message);
  const [year = 1900, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0, weekday = 0, yearday = 0] =
    value.slice(0, 8).map((part) => Math.trunc(numberOf(part as number)));
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
  budget.step(8 + 8 * textOf(format).length);
  const text = formatTime(textOf(format), time);
  if (typeof value === "number" && typeof format === "string") return text;
  return taintAll(text, namesOf(value, format));
}

/** The one form in which jq writes and reads times by itself. */
const iso = "%Y-%m-%dT%H:%M:%SZ";

const written: Native = (machine, value) => strftime(machine, value, iso, "strftime/1");

function strptime({ budget }: Machine, value: Value, format: Value): Value {
  if (!isString(value) || !isString(format)) return fail("strptime/1 requires string inputs and arguments");
  budget.bytes(timeBytes + 2 * textOf(value).length);
  budget.step(20 + 8 * textOf(format).length + (textOf(value).length >> 2));
  const read = parseTime(textOf(value), textOf(format));
  // What is left over has to begin with white space.
  if (read === null || /^[^ \t-\r]/.test(read.rest))
    return fail(`date "${shownText(value)}" does not match format "${shownText(format)}"`);
  const parts = asArray(read.time);
  return taintAll(read.rest === "" ? parts : [...parts, read.rest], namesOf(value));
}

function mktime({ budget }: Machine, value: Value): Value {
  budget.step(16);
  if (!Array.isArray(value)) return fail("mktime requires array inputs");
  const time = toSeconds(brokenDown(value, "mktime"));
  // C's answer for a failure, which jq takes this second for as well.
  return time === -1 ? fail("invalid gmtime representation") : taintAll(time, namesOf(value));
}

const readBack: Native = (machine, value) => mktime(machine, strptime(machine, value, iso));

export const dates: Natives = {
  "todate/0": written,
  "todateiso8601/0": written,
  "dateiso8601/0": written,
  "fromdate/0": readBack,
  "fromdateiso8601/0": readBack,
  "now/0": ({ now }) => now() / 1_000,
  "gmtime/0": (machine, value) => partsOf(machine, value, "gmtime()"),
  // The sandbox has no time zone: local time is UTC, on every machine alike.
  "localtime/0": (machine, value) => partsOf(machine, value, "localtime()"),
  "mktime/0": mktime,
  "strftime/1": (machine, value, format) => strftime(machine, value, format!, "strftime/1"),
  "strflocaltime/1": (machine, value, format) => strftime(machine, value, format!, "strflocaltime/1"),
  "strptime/1": (machine, value, format) => strptime(machine, value, format!),
};
