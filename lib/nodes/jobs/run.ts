import type { Json, JsonObject } from "../../base/json";
import type { Effects, Outcome, RunError, RunnerInput } from "../runner";
import type { Reply } from "./ask";
import type { Job, JobKind } from "./job";
import { type JobResume, readResume, type Step } from "./resume";

/** How often a job that nobody named is looked for, and one that may not have begun. */
const FIND_NAMED = 20;
const FIND_DOUBTFUL = 4;

/** Questions in a row that may go without a good answer. */
const MAX_MISSES = 20;

/** A service may not know at once what it has just begun. */
const GRACE_ROUNDS = 3;

export interface JobOptions {
  /** Whether the node waits for the job's end. */
  report: boolean;
  onTimeout: Json | undefined;
}

/**
 * Begins a job and follows it to its end. Nothing is held in memory between two questions, so a run that waits
 * survives a restart. A job is not begun twice: when the process stopped while it was begun, or the answer did not
 * come, the node looks for a job that is newer than the newest it knew before.
 */
export async function runJob(
  input: RunnerInput,
  effects: Effects,
  kind: JobKind,
  options: JobOptions,
): Promise<Outcome> {
  const resume = readResume(input.resume);
  switch (resume?.step) {
    case undefined: {
      const prepared = await kind.prepare();
      if (!prepared.ok) return failed(prepared);
      return later(effects, 0, { step: "start", prepared: prepared.value });
    }
    case "start":
      return start(resume, input, effects, kind, options);
    case "find":
      return find(resume, effects, kind, options);
    case "watch":
      return watch(resume, effects, kind, options);
  }
}

async function start(
  { prepared }: Step<"start">,
  { interrupted }: RunnerInput,
  effects: Effects,
  kind: JobKind,
  options: JobOptions,
): Promise<Outcome> {
  if (interrupted) {
    effects.log("WARN", `Slipway stopped while it began ${kind.noun}, so it looks whether that has begun.`);
    return find({ step: "find", prepared, tries: 0, why: "interrupted" }, effects, kind, options);
  }
  const started = await kind.start(prepared);
  if (started.ok)
    return started.value === undefined
      ? later(effects, effects.services.polling.first, { step: "find", prepared, tries: 0, why: "unnamed" })
      : began(started.value, prepared, effects, kind, options);
  if (!started.unknown) return failed(started);
  effects.log("WARN", `${started.error.message} Slipway looks whether ${kind.noun} has begun all the same.`);
  const { code, message, hint = "Look at the service." } = started.error;
  const error = { code, message, hint };
  return later(effects, effects.services.polling.first, {
    step: "find",
    prepared,
    tries: 0,
    why: "unanswered",
    error,
  });
}

async function find(
  resume: Step<"find">,
  effects: Effects,
  kind: JobKind,
  options: JobOptions,
): Promise<Outcome> {
  const { prepared, tries, why } = resume;
  const found = await kind.since(prepared);
  if (!found.ok && found.transient === undefined) return failed(found);
  const [job, ...others] = found.ok ? found.value : [];
  if (job !== undefined && others.length > 0 && why !== "unnamed")
    return {
      kind: "failed",
      error: {
        code: "job/ambiguous",
        message: `${others.length + 1} jobs have begun since Slipway was to begin ${kind.noun}, and nothing tells which is its own: ${[job, ...others].map(({ id, url }) => url ?? id).join(", ")}.`,
        hint: "Look at them, and start the workflow again if none of them is meant.",
      },
    };
  if (job !== undefined) {
    if (others.length > 0)
      effects.log("WARN", `Several jobs have begun at once; the oldest, ${job.url ?? job.id}, is taken.`);
    return began(job, prepared, effects, kind, options);
  }
  if (tries < (why === "unnamed" ? FIND_NAMED : FIND_DOUBTFUL))
    return later(effects, effects.services.polling.first, { ...resume, tries: tries + 1 });
  if (why === "interrupted") {
    effects.log("INFO", "Nothing has begun, so it is begun now.");
    return later(effects, 0, { step: "start", prepared });
  }
  return {
    kind: "failed",
    error: resume.error ?? {
      code: "job/lost",
      message: `The service took the request, but ${kind.noun} did not show up among its jobs.`,
      hint: "Look at the service; the job may have begun all the same.",
    },
  };
}

function began(
  job: Job,
  prepared: JsonObject,
  effects: Effects,
  kind: JobKind,
  options: JobOptions,
): Outcome {
  const { id, url, status, output } = job;
  effects.log("INFO", `Began ${kind.noun}${url === undefined ? "" : `: ${url}`}.`);
  effects.progress({ externalRunId: id, output, ...(url === undefined ? {} : { links: [url] }) });
  if (!options.report) return { kind: "done", output };
  if (job.result !== undefined) return over(job, kind);
  const since = new Date(effects.now()).toISOString();
  return later(effects, pause(effects, 0), {
    step: "watch",
    prepared,
    id,
    status,
    round: 0,
    misses: 0,
    since,
  });
}

async function watch(
  resume: Step<"watch">,
  effects: Effects,
  kind: JobKind,
  { onTimeout }: JobOptions,
): Promise<Outcome> {
  const round = resume.round + 1;
  const looked = await kind.look(resume.id, resume.prepared);
  const late = effects.now() - Date.parse(resume.since) > effects.services.polling.limit;
  if (!looked.ok) {
    const misses = resume.misses + 1;
    const early = looked.status === 404 && round <= GRACE_ROUNDS;
    const hopeless = (looked.transient === undefined && !early) || misses > MAX_MISSES || late;
    if (hopeless) return failed(looked);
    effects.log("WARN", `${looked.error.message} Slipway asks again.`);
    const wait = Math.max(pause(effects, round), looked.transient?.afterMs ?? 0);
    return later(effects, wait, { ...resume, round, misses });
  }
  const job = looked.value;
  if (job.status !== resume.status) {
    effects.log("INFO", `The state of ${kind.noun} is ${job.status}.`);
    effects.progress({ output: job.output });
  }
  if (job.result !== undefined) return over(job, kind);
  if (!late)
    return later(effects, pause(effects, round), { ...resume, status: job.status, round, misses: 0 });
  const text = `${capital(kind.noun)} was not over after ${effects.services.polling.limit / 1_000} s.`;
  if (onTimeout === "continue") {
    effects.log("WARN", `${text} onTimeout is "continue", so the run goes on.`);
    return { kind: "done", output: { ...job.output, timeout: true } };
  }
  const hint = "Raise SLIPWAY_POLL_LIMIT, set onTimeout to continue, or look at the service.";
  return { kind: "failed", error: { code: "job/timeout", message: text, hint }, output: job.output };
}

function over(job: Job, kind: JobKind): Outcome {
  if (job.result === "success") return { kind: "done", output: job.output };
  return {
    kind: "failed",
    error: {
      code: "job/failed",
      message: `${capital(kind.noun)} ended as ${job.status}.`,
      hint: job.url === undefined ? "Look at the service." : `Look at ${job.url}.`,
    },
    output: job.output,
  };
}

function failed({ error, transient }: Reply & { ok: false }): Outcome {
  return {
    kind: "failed",
    error: error satisfies RunError,
    ...(transient === undefined ? {} : { transient }),
  };
}

/** Milliseconds before the next question: half as long again each time. */
function pause({ services: { polling } }: Effects, round: number): number {
  return Math.min(polling.first * 1.5 ** Math.min(round, 40), polling.longest);
}

function later(effects: Effects, ms: number, resume: JobResume): Outcome {
  return {
    kind: "waiting",
    for: "poll",
    continues: false,
    until: new Date(effects.now() + ms).toISOString(),
    resume: resume as Json,
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
