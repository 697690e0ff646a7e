import "server-only";
import type { Resource } from "@opentelemetry/resources";
import {
  MeterProvider,
  PeriodicExportingMetricReader,
  type PushMetricExporter,
} from "@opentelemetry/sdk-metrics";
import type { Engine } from "../../run/engine";
import type { RunEvent } from "../../run/events";
import { nodeRunOf, type RunState } from "../../run/state";

/** Counts and measures runs. */
export interface Counters {
  observe(run: RunState, event: RunEvent): void;
  stop(): Promise<void>;
}

/** Milliseconds from one report to the next. */
const INTERVAL = 15_000;

/**
 * `slipway.runs` and `slipway.node_runs` (how many ended, by result, and by type of node),
 * `slipway.run.duration` and `slipway.node_run.duration` (seconds), `slipway.runs.open` (now, running or waiting).
 */
export function createCounters(
  exporter: PushMetricExporter,
  resource: Resource,
  health: Engine["health"],
  interval = INTERVAL,
): Counters {
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: interval });
  const provider = new MeterProvider({ resource, readers: [reader] });
  const meter = provider.getMeter("slipway");
  const runs = meter.createCounter("slipway.runs", { description: "Runs that have ended" });
  const runTime = meter.createHistogram("slipway.run.duration", { unit: "s" });
  const nodeRuns = meter.createCounter("slipway.node_runs", { description: "Node runs that have ended" });
  const nodeTime = meter.createHistogram("slipway.node_run.duration", { unit: "s" });
  const retries = meter.createCounter("slipway.retries", {
    description: "Attempts that are followed by another",
  });
  meter
    .createObservableGauge("slipway.runs.open", { description: "Runs that are not over" })
    .addCallback(async (open) => {
      const { running, waiting } = await health();
      open.observe(running, { state: "running" });
      open.observe(waiting, { state: "waiting" });
    });

  const seconds = (from: string, to: string) => Math.max(0, Date.parse(to) - Date.parse(from)) / 1_000;
  return {
    observe(run, event) {
      if (event.type === "node.retry") retries.add(1);
      if (event.type === "node.completed") {
        const nodeRun = nodeRunOf(run, event.nodeRun);
        const labels = { result: event.result, type: nodeRun?.nodeType ?? "" };
        nodeRuns.add(1, labels);
        if (nodeRun !== undefined) nodeTime.record(seconds(nodeRun.startedAt, event.at), labels);
      }
      if (event.type === "run.completed") {
        const labels = { result: event.result, trigger: run.trigger.nodeType };
        runs.add(1, labels);
        runTime.record(seconds(run.startedAt, event.at), labels);
      }
    },
    stop: () => provider.shutdown(),
  };
}
