import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { err, ok, type Result } from "../base/result";
import { hasAnswered } from "../nodes/input/tally";
import { createBuffer, RunExists } from "./buffer";
import type { EngineError, HandedOver, NodeReport, RunContext, RunRequest, Signal } from "./engine";
import type { RunEvent, RunEventBody } from "./events";
import { interpret } from "./interpret";
import { RunLeft, RunParked } from "./left";
import { renderConfig } from "./node-run";
import { type Plan, planRun } from "./plan";
import { nodeRunOf, type RunState } from "./state";
import type { StoredRun } from "./store";
import { prepareTools, type RunTools } from "./tools";
import type { World } from "./world";
import type { Writer } from "./writer";

/** A run that lives in this process. */
export interface HostedRun {
  state(): RunState;
  /** The log as far as it is durable. */
  durable(): readonly RunEvent[];
  over(): boolean;
  /** Called after each commit, and at the end. The result ends that. */
  watch(changed: () => void): () => void;
  /** Resolves when the start is durable: `false` when a run of this name existed. Rejects when the store fails. */
  started: Promise<boolean>;
  /** Resolves when the run is over, or was left for another process. Never rejects. */
  ended: Promise<void>;
  /** True when the run has left memory; ask the store for it. */
  parked(): boolean;
  /** Whether the store counts it among the parked, as one that was taken up and has not gone on yet. */
  isParkedInStore(): boolean;
  /** Until when it is parked, milliseconds since the epoch. */
  parkedUntil(): number | undefined;
  /** Nothing when the run was parked meanwhile. So is `cancel`'s false. */
  report(nodeRun: string, report: NodeReport): Promise<Result<void, EngineError> | undefined>;
  /** Nothing when the run was parked meanwhile, too. */
  handOver(nodeRun: string): Promise<Result<HandedOver, EngineError> | undefined>;
  cancel(force: boolean): Promise<boolean>;
  /** Begins no further step; the one in flight is recorded. */
  pause(): void;
  /** Leaves the run at once; the step in flight is not recorded and will run again. */
  abandon(): void;
}

/**
 * Runs one run in this process. A run without `stored` is new; one with it continues where its log ends.
 */
export function hostRun(
  request: RunRequest,
  stored: StoredRun | undefined,
  world: World,
  writer: Writer,
): HostedRun {
  const results = new Map<string, unknown>();
  const inbox: { key: string; signal: Signal }[] = [];
  for (const { key, value } of stored?.journal ?? []) {
    if (key.startsWith("signal:")) inbox.push({ key, signal: value as unknown as Signal });
    else results.set(key, value);
  }
  inbox.sort((a, b) => numberOf(a.key) - numberOf(b.key));
  let nextSignal = numberOf(inbox.at(-1)?.key ?? "signal:-1") + 1;

  const sleepers = new Set<() => void>();
  /** Who waits until a report is worked on: `reported` until it is taken, `worked` until what came of it is kept. */
  const reported: (() => void)[] = [];
  const worked: (() => void)[] = [];
  /** Steps that go on: a report that comes meanwhile is taken after them. */
  let stepping = 0;
  const stop = new AbortController();
  let paused = false;
  let over = false;
  let parked: { until: number | undefined } | undefined;

  const tell = (waiting: (() => void)[]): void => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  const kept = async (): Promise<void> => {
    await buffer.flush();
    tell(worked);
  };

  const leave = (error: unknown): void => {
    const quiet = over || stop.signal.reason instanceof RunLeft || error instanceof RunLeft;
    if (!quiet && !(error instanceof RunExists)) world.fault(request.run, error);
    stop.abort(new RunLeft());
    wakeUp();
  };
  const wakeUp = (): void => {
    for (const sleeper of sleepers) sleeper();
  };
  const buffer = createBuffer(request, stored, world, writer, leave);
  const check = (): void => {
    if (paused || stop.signal.reason instanceof RunLeft) throw new RunLeft();
  };
  const gone = (): boolean => stop.signal.reason instanceof RunLeft;

  const emit = (body: RunEventBody): void => {
    if (gone()) throw new RunLeft();
    buffer.emit(body);
    if (body.type !== "node.completed" && body.type !== "node.waiting" && body.type !== "node.retry") return;
    // The event says all that the step's result would.
    const key = stepKey(body.nodeRun);
    if (results.delete(key)) buffer.remove(key);
  };

  const context: RunContext = {
    state: buffer.state,
    emit,
    async flush() {
      check();
      await kept();
      check();
    },
    async step<T>(name: string, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
      const key = stepKey(name);
      if (results.has(key)) return results.get(key) as T;
      stepping += 1;
      try {
        check();
        await kept();
        check();
        const value = await unlessAborted(run, stop.signal);
        results.set(key, value);
        buffer.put(key, value as Json);
        return value;
      } finally {
        stepping -= 1;
      }
    },
    signals() {
      const taken = inbox.splice(0);
      for (const { key } of taken) buffer.remove(key);
      worked.push(...reported.splice(0));
      return taken.map(({ signal }) => signal);
    },
    async wake(until) {
      await kept();
      check();
      const called = () => inbox.length > 0 || buffer.state().cancelling !== undefined;
      const come = () => until !== undefined && world.now() >= until;
      if (called()) return;
      for (;;) {
        const idle = world.now() + PARK_AFTER;
        await sleep(Math.min(until ?? idle, idle));
        check();
        if (called() || come()) return;
        // A run that somebody looks at, or that goes on at once, stays.
        if (world.now() < idle || buffer.watchers.size > 0) continue;
        if (until !== undefined && until - world.now() < PARK_AFTER) continue;
        buffer.park(until ?? null);
        await buffer.flush();
        check();
        if (called()) return;
        parked = { until };
        throw new RunParked();
      }
    },
  };

  /** Until the moment, or until somebody wakes the run. */
  const sleep = (until: number): Promise<void> =>
    new Promise((resolve) => {
      const cancelTimer = wakeAt(world, until, wakeUp);
      const sleeper = () => {
        sleepers.delete(sleeper);
        cancelTimer();
        resolve();
      };
      sleepers.add(sleeper);
    });

  const plan = planRun(request.document);
  const started = begin();
  const prepared = prepareTools(request, world);
  const ended = prepared
    .then((tools) => {
      if (stored !== undefined) tools.recall(plan, buffer.state());
      return interpret(plan, context, tools);
    })
    .catch((error: unknown) => {
      if (!(paused && error instanceof RunLeft) && !(error instanceof RunParked)) leave(error);
    })
    .then(() => (gone() || parked !== undefined ? undefined : buffer.flush()))
    .catch(leave)
    .then(() => {
      over = true;
      tell(reported);
      tell(worked);
      buffer.close();
      for (const changed of buffer.watchers) changed();
    });

  function begin(): Promise<boolean> {
    if (stored !== undefined) return Promise.resolve(true);
    buffer.create();
    buffer.emit(startedEvent(request, plan, world));
    const { nodeRun } = buffer.state().trigger;
    for (const note of request.notes ?? []) buffer.emit({ type: "node.log", nodeRun, ...note });
    return buffer.flush().then(
      () => true,
      (error: unknown) => {
        if (error instanceof RunExists) return false;
        throw error;
      },
    );
  }

  const isOpen = (nodeRun: string): boolean =>
    !over &&
    nodeRunOf(buffer.state(), nodeRun)?.status === "IN_PROGRESS" &&
    !inbox.some(({ signal }) => signal.nodeRun === nodeRun && signal.report.status === "COMPLETED");

  /** Each person answers once (reference 4.2); answers that are not worked on yet count too. */
  const refuseAnswer = (nodeRun: string, email: string): EngineError | undefined => {
    const target = nodeRunOf(buffer.state(), nodeRun);
    if (target?.prompt === undefined)
      return { code: "node-run/not-asking", message: `The node run ${nodeRun} asks nobody for an answer.` };
    const coming = inbox.flatMap(({ signal: { nodeRun: name, report } }) =>
      name === nodeRun && report.answer !== undefined ? [report.answer] : [],
    );
    if (!hasAnswered([...target.answers, ...coming], email)) return undefined;
    return { code: "node-run/answered", message: `${email} has answered already; each person answers once.` };
  };

  return {
    state: buffer.state,
    durable: () => buffer.durable,
    over: () => over,
    watch(changed) {
      buffer.watchers.add(changed);
      return () => buffer.watchers.delete(changed);
    },
    started,
    ended,
    parked: () => parked !== undefined,
    isParkedInStore: buffer.isParked,
    parkedUntil: () => parked?.until,
    async report(nodeRun, given) {
      const { redactor } = await prepared;
      if (parked !== undefined) return undefined;
      if (!isOpen(nodeRun))
        return err({
          code: "node-run/over",
          message: `The node run ${nodeRun} is over; it takes no more reports.`,
        });
      const refusal = given.answer === undefined ? undefined : refuseAnswer(nodeRun, given.answer.by.email);
      if (refusal !== undefined) return err(refusal);
      const report = redactor.json(given as unknown as Json) as unknown as NodeReport;
      const key = `signal:${nextSignal++}`;
      inbox.push({ key, signal: { nodeRun, report } });
      buffer.put(key, { nodeRun, report } as unknown as Json);
      const written = buffer.flush();
      // A run that is not at work on a node takes it at once: who asks next is to see what came of it.
      const seen = stepping === 0 ? new Promise<void>((resolve) => reported.push(resolve)) : undefined;
      wakeUp();
      await written;
      await seen;
      return ok(undefined);
    },
    async handOver(nodeRun) {
      const tools = await prepared;
      if (parked !== undefined) return undefined;
      const state = buffer.state();
      const found = nodeRunOf(state, nodeRun);
      const node = found === undefined ? undefined : plan.node(found.node);
      if (over || found?.status !== "IN_PROGRESS" || node === undefined)
        return err({ code: "node-run/over", message: `The node run ${nodeRun} is over.` });
      const rendered = renderConfig(node, found, state, tools);
      if (!rendered.ok) return err({ code: "node-run/broken", message: rendered.error.message });
      return ok({
        run: request.run,
        node: node.identifier,
        workflow: request.workflow,
        ...(request.workflowId === undefined ? {} : { workflowId: request.workflowId }),
        createdAt: found.startedAt,
        config: mapped(rendered.value.config, tools),
        verbose: node.verbose,
      });
    },
    async cancel(force) {
      if (parked !== undefined) return false;
      const { cancelling } = buffer.state();
      if (cancelling === undefined || (force && !cancelling.force)) emit({ type: "run.cancelling", force });
      const written = buffer.flush();
      if (force) stop.abort(new Error("The run was cancelled."));
      wakeUp();
      await written;
      return true;
    },
    pause() {
      paused = true;
      wakeUp();
    },
    abandon: () => leave(new RunLeft()),
  };
}

/** A run that has waited this long leaves memory, in milliseconds: one whose answer comes soon is not worth it. */
const PARK_AFTER = 1_000;

const stepKey = (name: string) => `step:${name}`;
const numberOf = (key: string) => Number(key.slice("signal:".length));

/** Timers of the platform hold 31 bits; a longer wait just wakes and asks again. */
function wakeAt(world: World, until: number, wake: () => void): () => void {
  return world.later(Math.min(Math.max(0, until - world.now()), 1_000_000_000), wake);
}

/** The effect's value, or a rejection as soon as the signal aborts, whatever the effect does. */
async function unlessAborted<T>(run: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  let abort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
  });
  try {
    return await Promise.race([run(signal), aborted]);
  } finally {
    if (abort !== undefined) signal.removeEventListener("abort", abort);
  }
}

/** The environment of the run holds for the agent's request as well. */
function mapped(config: JsonObject, tools: RunTools): JsonObject {
  const { url } = config;
  if (typeof url !== "string" || !URL.canParse(url)) return config;
  const { sentTo } = tools.http.route({ method: "GET", url, headers: [] });
  return sentTo === undefined ? config : { ...config, url: sentTo };
}

function startedEvent(request: RunRequest, plan: Plan, world: World): RunEventBody {
  const output: JsonObject = isJsonObject(request.output) ? request.output : {};
  return {
    type: "run.started",
    workflow: request.workflow,
    trigger: {
      node: request.trigger,
      nodeType: plan.node(request.trigger)?.type ?? "",
      nodeRun: world.id("wfnr"),
      ...(request.by === undefined ? {} : { by: request.by }),
    },
    output,
    ...(request.environment === undefined ? {} : { environment: request.environment }),
    asyncWebhooks: request.asyncWebhooks,
    ...(request.pins === undefined ? {} : { pins: request.pins }),
  };
}
