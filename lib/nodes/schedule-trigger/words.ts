import { type Cron, monthNames, parseCron } from "./cron";

const longDays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** A cron expression in words: `every weekday 09:00 UTC`. Nothing when it cannot be read. */
export function describeCron(text: string): string | undefined {
  const parsed = parseCron(text);
  if (!parsed.ok) return undefined;
  const cron = parsed.value;
  const time = timeWords(cron);
  const day = dayWords(cron);
  const month =
    cron.months.length === 12 ? "" : ` in ${cron.months.map((at) => title(monthNames[at - 1]!)).join(", ")}`;
  if (time.each) return `${time.words}${onDays(day)}${month} UTC`;
  return `${day} ${time.words}${month} UTC`;
}

const onDays = (day: string): string =>
  day === "every day" ? "" : ` on ${day.startsWith("every ") ? `${day.slice("every ".length)}s` : day}`;

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

const ordinals = ["first", "second", "third", "fourth", "fifth"];

function dayWords({ days, lastDay, weekdays, nth, anyDay, anyWeekday }: Cron): string {
  const dates = [
    ...(days.length > 0 ? [`day ${days.join(", ")}`] : []),
    ...(lastDay ? ["the last day"] : []),
  ].join(" and ");
  return weekWords(`${dates} of the month`, { weekdays, nth, anyDay, anyWeekday });
}

function weekWords(
  dates: string,
  { weekdays, nth, anyDay, anyWeekday }: Pick<Cron, "weekdays" | "nth" | "anyDay" | "anyWeekday">,
): string {
  const plain =
    weekdays.join() === "1,2,3,4,5"
      ? ["every weekday"]
      : weekdays.join() === "0,6"
        ? ["every weekend day"]
        : weekdays.length > 0
          ? [`every ${weekdays.map((at) => longDays[at]).join(", ")}`]
          : [];
  const numbered = nth.map(({ weekday, n }) => `the ${ordinals[n - 1]} ${longDays[weekday]} of the month`);
  const week = [...plain, ...numbered].join(" and ");
  if (anyDay && (anyWeekday || weekdays.length === 7)) return "every day";
  if (anyDay) return week;
  return anyWeekday ? dates : `${week} or ${dates}`;
}

const title = (word: string): string => word[0] + word.slice(1).toLowerCase();
