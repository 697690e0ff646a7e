import type { JsonObject } from "../../lib/base/json";
import { type Answer, type Got, Host } from "./host";

/** A job that a stand-in keeps: it goes one state on each time it is looked at. */
export interface KeptJob {
  id: number;
  states: string[];
  /** What it was begun with. */
  asked: JsonObject;
}

/** The jobs of a stand-in. */
export class JobBook {
  readonly jobs: KeptJob[] = [];
  /** The states that a new job goes through; the last one stays. */
  states: string[];
  #next = 100;

  constructor(states: string[]) {
    this.states = states;
  }

  begin(asked: JsonObject): KeptJob {
    const job = { id: ++this.#next, states: [...this.states], asked };
    this.jobs.push(job);
    return job;
  }

  /** The job and its state now. */
  look(id: string | undefined): { job: KeptJob; state: string } | undefined {
    const job = this.jobs.find((one) => String(one.id) === id);
    if (job === undefined) return undefined;
    const state = (job.states.length > 1 ? job.states.shift() : job.states[0]) ?? "";
    return { job, state };
  }

  /** The newest first. */
  newest(): KeptJob[] {
    return [...this.jobs].reverse();
  }
}

/** A stand-in of a service that does jobs. */
export interface JobHost {
  host: Host;
  book: JobBook;
  /** Answers in place of the service, as long as it gives something. */
  instead: ((got: Got) => Answer | undefined | Promise<Answer | undefined>) | undefined;
  /** Requests that began something. */
  begun(): Got[];
}

/** Starts a stand-in that answers as `serve` says. */
export async function startJobs(
  states: string[],
  begins: (got: Got) => boolean,
  serve: (got: Got, book: JobBook) => Answer,
): Promise<JobHost> {
  const book = new JobBook(states);
  const started: JobHost = {
    book,
    instead: undefined,
    host: await Host.start(async (got) => (await started.instead?.(got)) ?? serve(got, book)),
    begun: () => started.host.got.filter(begins),
  };
  return started;
}
