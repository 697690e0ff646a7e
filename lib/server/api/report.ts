import "server-only";
import { z } from "zod";
import type { NodeReport } from "../../run/engine";

const level = z
  .string()
  .transform((text) => text.toUpperCase())
  // Ocean says WARNING where the API takes WARN (reference 6.7, row 27).
  .transform((text) => (text === "WARNING" ? "WARN" : text))
  .pipe(z.enum(["DEBUG", "INFO", "WARN", "ERROR"]));

/** A line of a report, in both spellings (reference 6.7, row 10). */
const LogLine = z
  .object({
    logLevel: level.optional(),
    level: level.optional(),
    log: z.string().optional(),
    message: z.string().optional(),
    tags: z.record(z.string(), z.string()).optional(),
  })
  .refine((line) => line.log !== undefined || line.message !== undefined, {
    error: "A log line needs `log` (or `message`)",
  })
  .transform((line) => ({
    level: line.logLevel ?? line.level ?? "INFO",
    message: line.log ?? line.message ?? "",
    ...(line.tags === undefined ? {} : { tags: line.tags }),
  }));

/** Body of the PATCH of a node run (reference 7.4). */
export const Report = z
  .object({
    status: z.enum(["IN_PROGRESS", "COMPLETED"]).optional(),
    result: z.enum(["SUCCESS", "FAILED", "CANCELLED"]).nullish(),
    output: z.json().optional(),
    logs: z.array(LogLine).max(1000).optional(),
    externalRunId: z.string().nullish(),
    links: z.array(z.string()).max(100).nullish(),
  })
  .refine((report) => report.status !== "COMPLETED" || typeof report.result === "string", {
    path: ["result"],
    error: "A completed node run needs a `result`: SUCCESS, FAILED or CANCELLED",
  })
  .transform(
    (given): NodeReport => ({
      ...(given.status === undefined ? {} : { status: given.status }),
      ...(typeof given.result === "string" ? { result: given.result } : {}),
      ...(given.output === undefined ? {} : { output: given.output }),
      ...(given.logs === undefined ? {} : { logs: given.logs }),
      ...(typeof given.externalRunId === "string" ? { externalRunId: given.externalRunId } : {}),
      ...(Array.isArray(given.links) ? { links: given.links } : {}),
    }),
  );

/** Body of the log route of a node run. */
export const ReportLogs = z.object({ logs: z.array(LogLine).max(1000) });
