import "server-only";
import type { Messengers } from "../nodes/runner";
import { runners } from "../nodes/runners";
import type { RunEnvironment } from "../run/events";
import type { World } from "../run/world";
import type { PortAnswerer } from "./catalog/reply";
import type { Settings } from "./env";
import { createHttpClient } from "./http/client";
import type { Lookup } from "./http/egress";
import { freshId } from "./ids";
import { createServices } from "./node-services";
import { createRedactor } from "./redact";

export interface WorldOptions {
  settings: Pick<Settings, "http" | "egressAllow" | "portApi"> & Partial<Pick<Settings, "services">>;
  /** Every secret in clear. */
  secrets(): Promise<Record<string, string>>;
  /** Opens the encrypted inputs of runs. */
  unseal?: World["unseal"];
  /** Where long response bodies go; without it only their heads are kept. */
  keepBody?(run: string, nodeRun: string, text: string): Promise<void>;
  /** An environment as it is now: the Playground may have moved to another port since the run began. */
  environment?(environment: RunEnvironment): RunEnvironment;
  /** Answers in Port's place while no credentials of Port are set. */
  catalog?: PortAnswerer;
  /** How people are told; without it nobody is. */
  messengers?: World["messengers"];
  /** Told of every durable event. */
  observe?: World["observe"];
  /** Told of bugs and of storage that fails. */
  fault?(run: string, error: unknown): void;
  /** Asks the name server in place of the system's resolver. */
  lookup?: Lookup;
}

const tellNobody: Messengers = {
  answerUrl: (nodeRun) => `/inbox/${nodeRun}`,
  emailsOf: async () => [],
  pretends: false,
};

/** The world that runs really live in. `close` ends its connections. */
export function createWorld(options: WorldOptions): World & { close(): Promise<void> } {
  const { settings, lookup, environment: current } = options;
  const client = createHttpClient({
    timeoutMs: settings.http.timeoutMs,
    maxResponse: settings.http.maxResponse,
    egressAllow: settings.egressAllow,
    port: settings.portApi,
    now: Date.now,
    ...(options.catalog === undefined ? {} : { catalog: options.catalog }),
    ...(lookup === undefined ? {} : { lookup }),
  });
  const services = createServices(settings);
  return {
    runners,
    services,
    http: ({ environment, ...run }) =>
      client.forRun({
        ...run,
        ...(environment === undefined ? {} : { environment: current?.(environment) ?? environment }),
      }),
    messengers: options.messengers ?? (() => tellNobody),
    secrets: options.secrets,
    redactor: createRedactor,
    ...(options.unseal === undefined ? {} : { unseal: options.unseal }),
    keepBody: options.keepBody ?? (() => Promise.resolve()),
    now: Date.now,
    id: (prefix) => freshId(prefix),
    soon: (run) => void setImmediate(run),
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    ...(options.observe === undefined ? {} : { observe: options.observe }),
    fault: options.fault ?? (() => undefined),
    close: async () => {
      await Promise.all([services.close(), client.close()]);
    },
  };
}
