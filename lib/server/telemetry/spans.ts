import "server-only";
import { createHash } from "node:crypto";
import { type Attributes, ROOT_CONTEXT, SpanStatusCode, TraceFlags, trace } from "@opentelemetry/api";
import type { Resource } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  type IdGenerator,
  type SpanExporter,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { RunEvent } from "../../run/events";
import { type NodeRunState, nodeRunOf, type RunState } from "../../run/state";

/** Makes the trace of a run out of its log. */
export interface Spans {
  /** To be told of every durable event, with the run as it is by then. */
  observe(run: RunState, event: RunEvent): void;
  stop(): Promise<void>;
}

const hashed = (text: string, characters: number): string =>
  createHash("sha256").update(text).digest("hex").slice(0, characters);

/** Ids out of names, so that a run that goes on in another process goes on in the same trace. */
class NamedIds implements IdGenerator {
  trace = "";
  span = "";
  generateTraceId = (): string => hashed(this.trace, 32);
  generateSpanId = (): string => hashed(this.span, 16);
}

const rootName = (run: string) => `${run}:run`;

/**
 * A span for each node run, and one for the run around them. They are written when they end, with the times of
 * the log, since a run may wait for days and in several processes.
 */
export function createSpans(exporter: SpanExporter, resource: Resource): Spans {
  const ids = new NamedIds();
  const provider = new TracerProvider({
    resource,
    idGenerator: ids,
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer("slipway");

  const write = (
    name: string,
    run: RunState,
    options: {
      span: string;
      parent?: string;
      from: string;
      to: string;
      attributes: Attributes;
      error?: string;
    },
  ): void => {
    ids.trace = run.run;
    ids.span = options.span;
    const parent =
      options.parent === undefined
        ? ROOT_CONTEXT
        : trace.setSpanContext(ROOT_CONTEXT, {
            traceId: hashed(run.run, 32),
            spanId: hashed(options.parent, 16),
            traceFlags: TraceFlags.SAMPLED,
            isRemote: true,
          });
    const startTime = Date.parse(options.from);
    const span = tracer.startSpan(name, { startTime, attributes: options.attributes }, parent);
    if (options.error !== undefined) span.setStatus({ code: SpanStatusCode.ERROR, message: options.error });
    // A clock that was set back must not end a span before it began.
    span.end(Math.max(Date.parse(options.to), startTime));
  };

  return {
    observe(run, event) {
      if (event.type === "node.completed") {
        const nodeRun = nodeRunOf(run, event.nodeRun);
        if (nodeRun === undefined) return;
        write(`${nodeRun.nodeType} ${nodeRun.node}`, run, {
          span: event.nodeRun,
          parent: rootName(run.run),
          from: nodeRun.startedAt,
          to: event.at,
          attributes: attributesOf(run, nodeRun),
          ...(nodeRun.error === undefined ? {} : { error: nodeRun.error.code }),
        });
      }
      if (event.type === "run.completed")
        write(`run ${run.workflow.identifier}`, run, {
          span: rootName(run.run),
          from: run.startedAt,
          to: event.at,
          attributes: runAttributes(run),
          ...(event.error === undefined ? {} : { error: event.error.code }),
        });
    },
    stop: () => provider.shutdown(),
  };
}

const runAttributes = (run: RunState): Attributes => ({
  "slipway.run": run.run,
  "slipway.workflow": run.workflow.identifier,
  ...(run.workflow.version === null ? {} : { "slipway.workflow.version": run.workflow.version }),
  "slipway.trigger": run.trigger.node,
  ...(run.environment === undefined ? {} : { "slipway.environment": run.environment.name }),
  ...(run.result === null ? {} : { "slipway.result": run.result }),
});

/** Names, codes and counts alone: no address, header or body. */
const attributesOf = (run: RunState, nodeRun: NodeRunState): Attributes => ({
  "slipway.run": run.run,
  "slipway.workflow": run.workflow.identifier,
  "slipway.node": nodeRun.node,
  "slipway.node.type": nodeRun.nodeType,
  "slipway.node_run": nodeRun.nodeRun,
  "slipway.attempts": nodeRun.attempts.length + 1,
  ...(nodeRun.result === null ? {} : { "slipway.result": nodeRun.result }),
  ...(nodeRun.request === undefined ? {} : { "http.request.method": nodeRun.request.method }),
  ...(nodeRun.response === undefined ? {} : { "http.response.status_code": nodeRun.response.status }),
});
