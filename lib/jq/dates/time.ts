/** A time by its parts, in the order in which jq puts them into an array. */
export interface BrokenDown {
  year: number;
  /** From 0. */
  month: number;
  day: number;
  hours: number;
  minutes: number;
  /** With a fraction where the time has one. */
  seconds: number;
  /** From Sunday, 0. */
  weekday: number;
  /** From 0. */
  yearday: number;
}

const day = 86_400;

/** Days since the epoch of a date; months out of range run over into other years. */
export function daysOf(year: number, month: number, dayOfMonth: number): number {
  const monthly = year * 12 + month;
  const wholeYear = Math.floor(monthly / 12);
  const date = new Date(0);
  date.setUTCFullYear(wholeYear, monthly - wholeYear * 12, 1);
  return date.getTime() / (day * 1_000) + dayOfMonth - 1;
}

export function fromSeconds(seconds: number): BrokenDown {
  const whole = Math.floor(seconds);
  const date = new Date(whole * 1_000);
  const year = date.getUTCFullYear();
  return {
    year,
    month: date.getUTCMonth(),
    day: date.getUTCDate(),
    hours: date.getUTCHours(),
    minutes: date.getUTCMinutes(),
    seconds: date.getUTCSeconds() + (seconds - whole),
    weekday: date.getUTCDay(),
    yearday: Math.floor(whole / day) - newYear(year),
  };
}

/** Days since the epoch of the first day of a year. */
const newYear = (year: number): number =>
  // The platform takes the years of the first century for those of the twentieth.
  year >= 100 ? Date.UTC(year, 0, 1) / (day * 1_000) : daysOf(year, 0, 1);

export function toSeconds({ year, month, day: dayOfMonth, hours, minutes, seconds }: BrokenDown): number {
  return daysOf(year, month, dayOfMonth) * day + hours * 3_600 + minutes * 60 + Math.trunc(seconds);
}

/** The same time with its weekday and day of the year worked out. */
export function completed(time: BrokenDown): BrokenDown {
  const days = daysOf(time.year, time.month, time.day);
  return {
    ...time,
    weekday: (((days + 4) % 7) + 7) % 7,
    yearday: days - daysOf(time.year, 0, 1),
  };
}

export const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

export const months =
  "January February March April May June July August September October November December".split(" ");
