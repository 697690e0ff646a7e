import { err, ok, type Result } from "../../base/result";

/** A cron expression, each field as the sorted values it allows. */
export interface Cron {
  minutes: number[];
  hours: number[];
  days: number[];
  months: number[];
  weekdays: number[];
  /** `MON#2`: the second Monday of a month, and no other. */
  nth: { weekday: number; n: number }[];
  /** `L`: the last day of a month. */
  lastDay: boolean;
  /** Whether days and weekdays were restricted: cron joins the two with `or` when both are. */
  anyDay: boolean;
  anyWeekday: boolean;
}

export const monthNames = [
  "JAN",
  "FEB",
  "MAR",
  "APR",
  "MAY",
  "JUN",
  "JUL",
  "AUG",
  "SEP",
  "OCT",
  "NOV",
  "DEC",
];
const dayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const aliases: Record<string, string> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};

const fields = [
  { name: "minute", low: 0, high: 59, names: [], base: 0 },
  { name: "hour", low: 0, high: 23, names: [], base: 0 },
  { name: "day of month", low: 1, high: 31, names: [], base: 0 },
  { name: "month", low: 1, high: 12, names: monthNames, base: 1 },
  { name: "day of week", low: 0, high: 7, names: dayNames, base: 0 },
] as const;

type Field = (typeof fields)[number];

/** Characters of a schedule; no sensible one is longer. */
const longest = 500;

/**
 * Reads a 5-field cron expression or an alias such as `@daily` (reference 2.4). Beside lists, ranges and steps it
 * may say `L` (the last day of the month) and `MON#2` (the second Monday). The error is one sentence.
 */
export function parseCron(text: string): Result<Cron, string> {
  if (text.length > longest) return err(`A schedule has at most ${longest} characters.`);
  const trimmed = text.trim();
  const named = Object.hasOwn(aliases, trimmed) ? aliases[trimmed] : undefined;
  const parts = (named ?? trimmed).split(/\s+/).filter(Boolean);
  if (trimmed.startsWith("@") && named === undefined)
    return err(`"${trimmed}" is not known. Use one of ${Object.keys(aliases).join(", ")}.`);
  if (parts.length !== 5)
    return err(
      `${trimmed === "" ? "The schedule is empty" : `"${trimmed}" has ${parts.length} ${parts.length === 1 ? "field" : "fields"}`}; cron needs 5: minute hour day month weekday.`,
    );
  const sets: number[][] = [];
  const nth: Cron["nth"] = [];
  let lastDay = false;
  for (const [index, field] of fields.entries()) {
    const plain: string[] = [];
    for (const item of (parts[index] ?? "").split(",")) {
      const numbered = /^([0-9A-Za-z]+)#([1-5])$/.exec(item);
      const weekday = field.base === 0 && field.high === 7 ? numberOf(numbered?.[1] ?? "", field) : undefined;
      if (weekday !== undefined) nth.push({ weekday: weekday % 7, n: Number(numbered?.[2]) });
      else if (field.name === "day of month" && item.toUpperCase() === "L") lastDay = true;
      else plain.push(item);
    }
    const values = plain.length === 0 ? ok([]) : parseField(plain.join(","), field);
    if (!values.ok) return values;
    sets.push(values.value);
  }
  const [minutes = [], hours = [], days = [], months = [], weekdays = []] = sets;
  const wrapped = [...new Set(weekdays.map((day) => day % 7))].sort((a, b) => a - b);
  const star = (part: string | undefined) => part === "*" || part === "?";
  return ok({
    minutes,
    hours,
    days,
    months,
    weekdays: wrapped,
    nth,
    lastDay,
    anyDay: star(parts[2]),
    anyWeekday: star(parts[4]),
  });
}

function parseField(part: string, field: Field): Result<number[], string> {
  const values = new Set<number>();
  for (const item of part.split(",")) {
    const match = /^(?:([*?])|([0-9A-Za-z]+)(?:-([0-9A-Za-z]+))?)(?:\/(\d+))?$/.exec(item);
    const step = match?.[4] === undefined ? 1 : Number(match[4]);
    const from = match?.[1] ? field.low : numberOf(match?.[2] ?? "", field);
    const single = match?.[3] === undefined && match?.[4] === undefined;
    const to =
      match?.[1] || (!single && match?.[3] === undefined)
        ? field.high
        : numberOf(match?.[3] ?? match?.[2] ?? "", field);
    if (!match || from === undefined || to === undefined || from > to || step < 1)
      return err(
        `"${item}" is not a ${field.name}. Use ${field.low}-${field.high}, *, a range, a list or a step.`,
      );
    for (let value = from; value <= to; value += step) values.add(value);
  }
  return ok([...values].sort((a, b) => a - b));
}

function numberOf(text: string, field: Field): number | undefined {
  const names: readonly string[] = field.names;
  const named = names.indexOf(text.toUpperCase());
  if (named >= 0) return named + field.base;
  if (!/^\d{1,2}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= field.low && value <= field.high ? value : undefined;
}

/** Shortest distance between two ticks of a day, in minutes; Port runs a schedule at most every 5 (reference 2.4). */
export function shortestGap(cron: Cron): number {
  const { minutes, hours } = cron;
  let shortest = Number.POSITIVE_INFINITY;
  for (let at = 1; at < minutes.length; at++) shortest = Math.min(shortest, minutes[at]! - minutes[at - 1]!);
  const overHour = 60 - minutes.at(-1)! + minutes[0]!;
  const neighbours = hours.some((hour) => hours.includes((hour + 1) % 24));
  return neighbours ? Math.min(shortest, overHour) : shortest;
}
