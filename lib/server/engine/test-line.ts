import "server-only";
import type { JsonObject } from "../../base/json";
import type { RunEnvironment, RunEvent } from "../../run/events";
import { createMemoryEngine } from "../../run/memory-engine";
import type { RetryPolicy } from "../../run/retry";
import { emptyRun, type RunState, reduceRun } from "../../run/state";
import { noServices, type ServiceSettings } from "../env-services";
import { freshId } from "../ids";
import { createWorld } from "../world";

/** A line of nodes that a test runs for real. */
export interface Lined {
  nodes: JsonObject[];
  /** What the trigger gives. */
  output?: JsonObject;
  secrets?: Record<string, string>;
  accounts?: Partial<ServiceSettings["accounts"]>;
  polling?: ServiceSettings["polling"];
  aiTimeoutMs?: number;
  kafka?: ServiceSettings["kafka"];
  /** `host:port` that requests may reach. */
  allow?: string[];
  timeoutMs?: number;
  port?: { baseUrl: string; clientId?: string; clientSecret?: string };
  environment?: RunEnvironment;
  retry?: RetryPolicy;
}

/** The world of a line, with short limits. */
export function worldOf(line: Omit<Lined, "nodes">, faults: unknown[] = []) {
  return createWorld({
    settings: {
      http: { timeoutMs: line.timeoutMs ?? 5_000, maxResponse: 5_000_000 },
      egressAllow: line.allow ?? [],
      portApi: { baseUrl: "https://api.getport.io", origins: [], ...line.port },
      services: {
        accounts: { ...noServices.accounts, ...line.accounts },
        aiTimeoutMs: line.aiTimeoutMs ?? 5_000,
        polling: line.polling ?? { first: 20, longest: 40, limit: 60_000 },
        kafka: line.kafka ?? noServices.kafka,
      },
    },
    secrets: async () => line.secrets ?? {},
    fault: (_run, error) => void faults.push(error),
  });
}

/** The request of a run through the nodes, one after the other. */
export function requestOf(line: Pick<Lined, "nodes" | "output" | "environment" | "retry">) {
  const trigger: JsonObject = { identifier: "start", config: { type: "SELF_SERVE_TRIGGER" } };
  const all = [trigger, ...line.nodes];
  return {
    run: freshId("wfr"),
    document: {
      identifier: "flow",
      nodes: all,
      connections: line.nodes.map((node, index) => ({
        sourceIdentifier: String(all[index]?.identifier),
        targetIdentifier: String(node.identifier),
      })),
    },
    workflow: { identifier: "flow", version: null, versionIdentifier: null },
    trigger: "start",
    output: line.output ?? {},
    ...(line.environment === undefined ? {} : { environment: line.environment }),
    ...(line.retry === undefined ? {} : { retry: line.retry }),
    asyncWebhooks: "continue" as const,
  };
}

/** Runs a line of nodes to its end, against whatever its settings lead to. Faults of ours reject. */
export async function runLine(line: Lined): Promise<{ state: RunState; events: RunEvent[] }> {
  const faults: unknown[] = [];
  const world = worldOf(line, faults);
  const engine = createMemoryEngine(world);
  const request = requestOf(line);
  await engine.start(request);
  const events: RunEvent[] = [];
  for await (const event of engine.follow(request.run, 0, new AbortController().signal)) events.push(event);
  await engine.stop(0);
  await world.close();
  if (faults.length > 0) throw faults[0];
  return { state: events.reduce(reduceRun, emptyRun(request.run)), events };
}
