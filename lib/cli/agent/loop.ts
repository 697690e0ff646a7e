import type { Performed, Task } from "./perform";
import type { Server } from "./server";

export interface LoopOptions {
  server: Server;
  perform(task: Task, signal: AbortSignal): Promise<Performed>;
  /** Node runs at a time. */
  limit: number;
  /** Longer than any request can take: what is claimed is nobody else's until then. */
  visibilityMs: number;
  /** From one look for work to the next, while there is none. */
  intervalMs: number;
  say(line: string, fields?: Record<string, string | number>): void;
}

/** The pauses after failures of the server, in milliseconds; doubled up to the longest (reference 3.1). */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 300_000;

/**
 * Claims, performs and reports until `stop` aborts; then finishes what is under way.
 *
 * A node run is acknowledged only when its request has been made and nobody is to make it again. An agent that
 * dies before loses its claim after `visibilityMs`, and another one makes the request, with the same
 * `Idempotency-Key`: at least once, as on the server.
 */
export async function work(options: LoopOptions, stop: AbortSignal): Promise<void> {
  const { server, limit, visibilityMs, intervalMs, say } = options;
  const underWay = new Set<Promise<void>>();
  let failures = 0;
  while (!stop.aborted) {
    const free = limit - underWay.size;
    if (free === 0) {
      await Promise.race(underWay);
      continue;
    }
    const claimed = await server.claim(free, visibilityMs);
    if (!claimed.ok) {
      const pause = Math.min(FIRST_PAUSE * 2 ** failures, LONGEST_PAUSE);
      failures = Math.min(failures + 1, 20);
      say("the server could not be asked for work", {
        status: claimed.status,
        reason: claimed.message,
        pause,
      });
      await sleep(pause, stop);
      continue;
    }
    failures = 0;
    for (const task of claimed.value) {
      const done = handle(task, options, stop).finally(() => underWay.delete(done));
      underWay.add(done);
    }
    // A full hand means that there may be more.
    if (claimed.value.length < free) await sleep(intervalMs, stop);
  }
  await Promise.all(underWay);
}

async function handle(task: Task, options: LoopOptions, stop: AbortSignal): Promise<void> {
  const { server, visibilityMs, say } = options;
  const nodeRun = task.identifier;
  const until = Date.now() + visibilityMs;
  // A request that outlives the claim would be made twice at the same time.
  const { report, logs } = await options.perform(task, AbortSignal.timeout(visibilityMs));
  for (let attempt = 0; ; attempt++) {
    const answer = await server.report(nodeRun, { ...report, logs });
    if (answer.ok) break;
    const over = answer.status === 404 || answer.status === 409 || answer.status === 422;
    say("a report was not taken", { nodeRun, status: answer.status, reason: answer.message });
    if (over || Date.now() > until) return;
    await sleep(Math.min(FIRST_PAUSE * 2 ** attempt, 30_000), stop);
    if (stop.aborted && attempt > 0) return;
  }
  // Nobody else is to send what an outside system has taken and will report on.
  if (report === undefined) await server.acknowledge(nodeRun);
  say("done", { nodeRun, result: report?.result ?? "sent" });
}

function sleep(ms: number, stop: AbortSignal): Promise<void> {
  if (stop.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      stop.removeEventListener("abort", over);
      resolve();
    };
    const timer = setTimeout(over, ms);
    stop.addEventListener("abort", over);
  });
}
