import "server-only";
import { runners } from "../nodes/runners";
import type { World } from "../run/world";
import { createHttpClient, type HttpSettings } from "./http/client";
import { freshId } from "./ids";
import { createRedactor } from "./redact";

export interface WorldOptions {
  /** All but the clock, which is the system's. */
  http: Omit<HttpSettings, "now">;
  /** Every secret in clear. */
  secrets(): Promise<Record<string, string>>;
  keepBody(run: string, nodeRun: string, text: string): Promise<void>;
  fault(run: string, error: unknown): void;
}

/** The world that runs really live in. `close` ends its connections. */
export function createWorld(options: WorldOptions): World & { close(): Promise<void> } {
  const client = createHttpClient({ ...options.http, now: Date.now });
  return {
    runners,
    http: (run) => client.forRun(run),
    secrets: options.secrets,
    redactor: createRedactor,
    keepBody: options.keepBody,
    now: Date.now,
    id: (prefix) => freshId(prefix),
    soon: (run) => void setImmediate(run),
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    fault: options.fault,
    close: () => client.close(),
  };
}
