import "server-only";

/** The longest that a call may wait, in seconds. */
const most = 300;

/** Seconds of `Prefer: wait=…` (RFC 7240), cut to what we grant; undefined when the client prefers nothing. */
export function preferredWait(headers: Headers): number | undefined {
  for (const preference of (headers.get("prefer") ?? "").split(/[,;]/)) {
    const wait = /^\s*wait\s*=\s*"?(\d{1,9})"?\s*$/i.exec(preference)?.[1];
    if (wait !== undefined) return Math.min(Number(wait), most);
  }
  return undefined;
}
