import { err, ok, type Result } from "../../base/result";

/** A cron expression, each field as the sorted values it allows. */
export interface Cron {
  minutes: number[];
  hours: number[];
  days: number[];
  months: number[];
  weekdays: number[];
  /** Whether days and weekdays were restricted: cron joins the two with `or` when both are. */
  anyDay: boolean;
  anyWeekday: boolean;
}

const monthNames = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const dayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const longDays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

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

/** Reads a 5-field cron expression or an alias such as `@daily` (reference 2.4). The error is one sentence. */
export function parseCron(text: string): Result<Cron, string> {
  const trimmed = text.trim();
  const parts = (aliases[trimmed] ?? trimmed).split(/\s+/).filter(Boolean);
  if (trimmed.startsWith("@") && aliases[trimmed] === undefined)
    return err(`"${trimmed}" is not known. Use one of ${Object.keys(aliases).join(", ")}.`);
  if (parts.length !== 5)
    return err(`"${trimmed}" has ${parts.length} fields; cron needs 5: minute hour day month weekday.`);
  const sets: number[][] = [];
  for (const [index, field] of fields.entries()) {
    const values = parseField(parts[index] ?? "", field);
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

/** A cron expression in words: `every weekday 09:00 UTC`. Nothing when it cannot be read. */
export function describeCron(text: string): string | undefined {
  const parsed = parseCron(text);
  if (!parsed.ok) return undefined;
  const cron = parsed.value;
  const time = timeWords(cron);
  const day = dayWords(cron);
  const month =
    cron.months.length === 12 ? "" : ` in ${cron.months.map((at) => title(monthNames[at - 1]!)).join(", ")}`;
  if (time.each)
    return `${time.words}${day === "every day" ? "" : ` on ${day.replace(/^every /, "")}s`}${month} UTC`;
  return `${day} ${time.words}${month} UTC`;
}

function timeWords({ minutes, hours }: Cron): { words: string; each: boolean } {
  const two = (value: number) => String(value).padStart(2, "0");
  if (hours.length === 24) {
    if (minutes.length === 60) return { words: "every minute", each: true };
    if (minutes.length === 1)
      return { words: minutes[0] === 0 ? "every hour" : `every hour at :${two(minutes[0]!)}`, each: true };
    const step = minutes[1]! - minutes[0]!;
    const even = minutes[0] === 0 && minutes.every((value, at) => value === at * step) && 60 % step === 0;
    if (even && minutes.length === 60 / step) return { words: `every ${step} minutes`, each: true };
    return { words: `every hour at ${minutes.map((value) => `:${two(value)}`).join(", ")}`, each: true };
  }
  const times = hours.flatMap((hour) => minutes.map((minute) => `${two(hour)}:${two(minute)}`));
  if (times.length <= 3) return { words: times.join(", "), each: false };
  return { words: `${times.length} times between ${times[0]} and ${times.at(-1)}`, each: false };
}

function dayWords({ days, weekdays, anyDay, anyWeekday }: Cron): string {
  const dates = `day ${days.join(", ")} of the month`;
  const week =
    weekdays.join() === "1,2,3,4,5"
      ? "every weekday"
      : weekdays.join() === "0,6"
        ? "every weekend day"
        : `every ${weekdays.map((at) => longDays[at]).join(", ")}`;
  if (anyDay && (anyWeekday || weekdays.length === 7)) return "every day";
  if (anyDay) return week;
  return anyWeekday ? dates : `${week} or ${dates}`;
}

const title = (word: string): string => word[0] + word.slice(1).toLowerCase();
