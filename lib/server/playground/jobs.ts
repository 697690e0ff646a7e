import "server-only";
import type { JsonObject } from "../../base/json";
import { boundedMap } from "./answer";

/** A job of the Playground: a workflow run, a pipeline, an agent. */
export interface PlayedJob {
  id: number;
  /** Where it belongs: a repository, a project. */
  place: string;
  asked: JsonObject;
  state: string;
}

/** The jobs of one stand-in, the newest first. */
export interface PlayedJobs {
  begin(place: string, asked: JsonObject): PlayedJob;
  /** Lets the job go one state on, and gives it. */
  look(place: string, id: string): PlayedJob | undefined;
  of(place: string): PlayedJob[];
}

/**
 * Jobs that go through some states, one each time they are looked at, and stay in the last.
 *
 * @param first what the first job is numbered
 */
export function playJobs(states: readonly [string, ...string[]], first = 1001): PlayedJobs {
  const jobs = boundedMap<PlayedJob>(1000);
  let next = first;
  return {
    begin(place, asked) {
      const job = { id: next++, place, asked, state: states[0] };
      jobs.set(String(job.id), job);
      return job;
    },
    look(place, id) {
      const job = jobs.get(id);
      if (job === undefined || job.place !== place) return undefined;
      job.state = states[states.indexOf(job.state) + 1] ?? job.state;
      return job;
    },
    of: (place) => [...jobs.values()].filter((job) => job.place === place).reverse(),
  };
}
