import "server-only";
import { type DestinationStream, type Logger, pino } from "pino";
import type { LogLevelName } from "./env";

export type Log = Logger;

/** Names of fields that may carry a credential, at the top of a line or one level down. */
const covered = [
  "value",
  "secret",
  "secrets",
  "password",
  "token",
  "key",
  "authorization",
  "cookie",
  "clientSecret",
];

/**
 * One JSON line per event on standard output. Lines carry identifiers, codes and counts; fields that could
 * hold a credential are covered even when a caller passes one by mistake.
 */
export function createLog(level: LogLevelName, destination?: DestinationStream): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: covered.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "‹covered›" },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
}
