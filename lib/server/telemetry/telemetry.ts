import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, resourceFromAttributes } from "@opentelemetry/resources";
import type { Engine } from "../../run/engine";
import type { RunEvent } from "../../run/events";
import { nodeRunOf, type RunState } from "../../run/state";
import type { Log } from "../log";
import { version } from "../version";
import { createCounters } from "./counters";
import { createSpans } from "./spans";

/** What tells the outside about runs: the log always, traces and metrics where an exporter is configured. */
export interface Telemetry {
  /** To be told of every durable event of every run, with the run as it is by then. */
  observe(run: RunState, event: RunEvent): void;
  stop(): Promise<void>;
}

/** Which of OpenTelemetry's own variables are set; the exporters read their values themselves. */
export interface Exporters {
  traces: boolean;
  metrics: boolean;
}

/** Milliseconds in which a stop sends what has gathered. */
const LAST_WORDS = 2_000;

export function startTelemetry(exporters: Exporters, log: Log, health: Engine["health"]): Telemetry {
  const resource = defaultResource().merge(
    resourceFromAttributes({
      "service.name": process.env.OTEL_SERVICE_NAME || "slipway",
      "service.version": version,
    }),
  );
  const parts = [
    logLines(log),
    ...(exporters.traces ? [createSpans(new OTLPTraceExporter(), resource)] : []),
    ...(exporters.metrics ? [createCounters(new OTLPMetricExporter(), resource, health)] : []),
  ];
  return {
    observe(run, event) {
      for (const part of parts) part.observe(run, event);
    },
    // An exporter that cannot be reached must not hold up the stop, and tries again for long.
    stop: async () => {
      const sent = Promise.allSettled(parts.map((part) => part.stop()));
      await Promise.race([sent, pause(LAST_WORDS, undefined, { ref: false })]);
    },
  };
}

/** A line for each node run and run that ends, with their identifiers; texts of errors stay in the run. */
function logLines(log: Log): Telemetry {
  const ms = (from: string | undefined, to: string) =>
    from === undefined ? null : Math.max(0, Date.parse(to) - Date.parse(from));
  return {
    observe(run, event) {
      if (event.type === "node.completed") {
        const nodeRun = nodeRunOf(run, event.nodeRun);
        const { nodeRun: id, result, error } = event;
        const fields = { run: run.run, nodeRun: id, node: nodeRun?.node, type: nodeRun?.nodeType, result };
        const time = ms(nodeRun?.startedAt, event.at);
        if (error === undefined) log.debug({ ...fields, ms: time }, "node run ended");
        else log.info({ ...fields, ms: time, code: error.code }, "node run ended");
      }
      if (event.type === "node.retry")
        log.info(
          { run: run.run, nodeRun: event.nodeRun, attempt: event.attempt, code: event.error.code },
          "node run is tried again",
        );
      if (event.type === "run.completed")
        log.info(
          {
            run: run.run,
            workflow: run.workflow.identifier,
            result: event.result,
            ms: ms(run.startedAt, event.at),
            ...(event.error === undefined ? {} : { code: event.error.code }),
          },
          "run ended",
        );
    },
    stop: async () => undefined,
  };
}
