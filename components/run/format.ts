const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span in milliseconds, short: `184 ms`, `2.4 s`, `3 min 05 s`, `2 h 10 min`. */
export function formatDuration(ms: number): string {
  const span = Math.max(0, ms);
  if (Math.round(span) < 1000) return `${Math.round(span)} ms`;
  if (span < 10 * SECOND) return `${(Math.floor(Math.round(span) / 100) / 10).toFixed(1)} s`;
  if (span < MINUTE) return `${Math.floor(span / SECOND)} s`;
  if (span < HOUR) return `${Math.floor(span / MINUTE)} min ${pad((span % MINUTE) / SECOND)} s`;
  if (span < DAY) return `${Math.floor(span / HOUR)} h ${pad((span % HOUR) / MINUTE)} min`;
  return `${Math.floor(span / DAY)} d ${Math.floor((span % DAY) / HOUR)} h`;
}

const pad = (value: number) => String(Math.floor(value)).padStart(2, "0");

/** How long ago (or how far ahead) a moment is: `just now`, `4 min ago`, `yesterday`, `12 Mar`. Both in epoch milliseconds. */
export function formatRelative(at: number, now: number): string {
  const age = now - at;
  if (age < -5 * SECOND) return `in ${coarse(-age)}`;
  if (age < 10 * SECOND) return "just now";
  if (age < DAY) return `${coarse(age)} ago`;
  if (age < 2 * DAY) return "yesterday";
  if (age < 7 * DAY) return `${Math.floor(age / DAY)} days ago`;
  const date = new Date(at);
  const sameYear = date.getFullYear() === new Date(now).getFullYear();
  return date.toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    ...(sameYear ? {} : { year: "numeric" }),
  });
}

function coarse(span: number): string {
  if (span < MINUTE) return `${Math.floor(span / SECOND)} s`;
  if (span < HOUR) return `${Math.floor(span / MINUTE)} min`;
  if (span < DAY) return `${Math.floor(span / HOUR)} h`;
  return `${Math.floor(span / DAY)} d`;
}

/** The exact moment for a tooltip, in the reader's own time zone, with milliseconds and offset. */
export function formatExact(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  const day = date.toLocaleDateString("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  const time = date.toLocaleTimeString("en-GB", { hour12: false, timeZoneName: "short" });
  const [clock, ...zone] = time.split(" ");
  return `${day}, ${clock}.${String(date.getMilliseconds()).padStart(3, "0")} ${zone.join(" ")}`.trim();
}

/** A size in bytes with decimal units: `812 B`, `4.2 kB`, `1.3 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${trim(bytes / 1000)} kB`;
  return `${trim(bytes / 1_000_000)} MB`;
}

const trim = (value: number) =>
  value < 100 ? value.toFixed(1).replace(/\.0$/, "") : String(Math.round(value));

/** Words for a count: `1 node`, `3 nodes`. */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** A moment to the minute, `Mon, 19 Jan 2026, 09:00`, in a time zone; in the reader's own without one. */
export const formatTick = (at: number, timeZone?: string): string =>
  new Date(at).toLocaleString("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    ...(timeZone === undefined ? {} : { timeZone }),
  });
