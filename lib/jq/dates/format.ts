import { type BrokenDown, daysOf, months, toSeconds, weekdays } from "./time";

const pad = (value: number, width = 2, fill = "0"): string =>
  // By far the most are numbers of two digits.
  width === 2 && value >= 10 && value < 100 ? String(value) : padded(value, width, fill);

const padded = (value: number, width: number, fill: string): string =>
  value < 0 ? `-${String(-value).padStart(width - 1, fill)}` : String(value).padStart(width, fill);

const hour12 = ({ hours }: BrokenDown): number => (hours % 12 === 0 ? 12 : hours % 12);

/** The ISO 8601 year and week. */
function isoWeek({ year, yearday, weekday }: BrokenDown): { year: number; week: number } {
  const fromMonday = (weekday + 6) % 7;
  const week = Math.floor((yearday - fromMonday + 10) / 7);
  if (week < 1) return { year: year - 1, week: weeksIn(year - 1) };
  return week > weeksIn(year) ? { year: year + 1, week: 1 } : { year, week };
}

function weeksIn(year: number): number {
  const first = (((daysOf(year, 0, 1) + 3) % 7) + 7) % 7;
  const leap = daysOf(year + 1, 0, 1) - daysOf(year, 0, 1) === 366;
  return first === 3 || (leap && first === 2) ? 53 : 52;
}

const directives: Record<string, (time: BrokenDown) => string> = {
  a: ({ weekday }) => (weekdays[weekday] ?? "?").slice(0, 3),
  A: ({ weekday }) => weekdays[weekday] ?? "?",
  b: ({ month }) => (months[month] ?? "?").slice(0, 3),
  B: ({ month }) => months[month] ?? "?",
  c: (time) => formatTime("%a %b %e %H:%M:%S %Y", time),
  C: ({ year }) => pad(Math.floor(year / 100)),
  d: ({ day }) => pad(day),
  D: (time) => formatTime("%m/%d/%y", time),
  e: ({ day }) => pad(day, 2, " "),
  F: (time) => formatTime("%Y-%m-%d", time),
  g: (time) => pad(((isoWeek(time).year % 100) + 100) % 100),
  G: (time) => String(isoWeek(time).year),
  h: ({ month }) => (months[month] ?? "?").slice(0, 3),
  H: ({ hours }) => pad(hours),
  I: (time) => pad(hour12(time)),
  j: ({ yearday }) => pad(yearday + 1, 3),
  k: ({ hours }) => pad(hours, 2, " "),
  l: (time) => pad(hour12(time), 2, " "),
  m: ({ month }) => pad(month + 1),
  M: ({ minutes }) => pad(minutes),
  n: () => "\n",
  p: ({ hours }) => (hours < 12 ? "AM" : "PM"),
  P: ({ hours }) => (hours < 12 ? "am" : "pm"),
  r: (time) => formatTime("%I:%M:%S %p", time),
  R: (time) => formatTime("%H:%M", time),
  s: (time) => String(toSeconds(time)),
  S: ({ seconds }) => pad(Math.trunc(seconds)),
  t: () => "\t",
  T: (time) => formatTime("%H:%M:%S", time),
  u: ({ weekday }) => String(weekday === 0 ? 7 : weekday),
  U: ({ yearday, weekday }) => pad(Math.floor((yearday + 7 - weekday) / 7)),
  V: (time) => pad(isoWeek(time).week),
  w: ({ weekday }) => String(weekday),
  W: ({ yearday, weekday }) => pad(Math.floor((yearday + 7 - ((weekday + 6) % 7)) / 7)),
  x: (time) => formatTime("%m/%d/%y", time),
  X: (time) => formatTime("%H:%M:%S", time),
  y: ({ year }) => pad(((year % 100) + 100) % 100),
  Y: ({ year }) => (year > 9_999 ? `+${year}` : pad(year, 4)),
  z: () => "+0000",
  Z: () => "UTC",
  "%": () => "%",
};

type Part = string | ((time: BrokenDown) => string);

const cacheSize = 100;

/** Longer formats are taken apart at every use. */
const longestKept = 200;

const cache = new Map<string, readonly Part[]>();

/** A format as texts and directives. What is no directive stays as it is written. */
function partsOf(format: string): readonly Part[] {
  const known = cache.get(format);
  if (known !== undefined) return known;
  const parts: Part[] = [];
  let at = 0;
  for (const { 0: whole, 1: letter = "", index } of format.matchAll(/%[-_0^#]?[EO]?(.)/g)) {
    if (!Object.hasOwn(directives, letter)) continue;
    if (index > at) parts.push(format.slice(at, index));
    parts.push(directives[letter]!);
    at = index + whole.length;
  }
  if (at < format.length) parts.push(format.slice(at));
  if (format.length > longestKept) return parts;
  if (cache.size >= cacheSize) cache.delete(cache.keys().next().value!);
  cache.set(format, parts);
  return parts;
}

/** Writes a time by C's `strftime` directives, in UTC and in English. */
export function formatTime(format: string, time: BrokenDown): string {
  let text = "";
  for (const part of partsOf(format)) text += typeof part === "string" ? part : part(time);
  return text;
}
