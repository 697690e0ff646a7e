import "server-only";
import type { Clock } from "../clock";
import type { Services } from "../running";
import { armTriggers } from "./arm";
import { runEvents } from "./events";
import type { ChangeFeed } from "./feed";
import { runSchedules } from "./schedules";
import { type Loop, startLoop } from "./work-loop";

/** What starts runs by itself. */
export interface Triggers {
  /** Makes the triggers of a version the ones that count; in the transaction that publishes it. */
  arm(db: Services["db"], workflowId: string, text: string): Promise<void>;
  /**
   * Other triggers may be due now: called after that transaction. Resolves when what is due has been started, and
   * never rejects.
   */
  changed(): Promise<void>;
  /** Begins to start runs, with what was missed while nobody looked. Resolves when those have been started. */
  begin(): Promise<void>;
  stop(): Promise<void>;
}

type Needs = Pick<Services, "db" | "engine" | "settings" | "log">;

/** The triggers of all published workflows. Nothing happens before `begin`. */
export function createTriggers(services: Needs, feed: ChangeFeed, clock: Clock): Triggers {
  const { db, log } = services;
  const loops: Loop[] = [];
  let begun: Promise<void> | undefined;
  const fault = (error: unknown) => log.error({ err: error }, "the triggers failed and go on");

  const look = async () => {
    await Promise.all(loops.map((loop) => loop.look()));
  };
  const begin = async (): Promise<void> => {
    // Workflows may have been published before Slipway knew of triggers.
    for (const { id, text } of await triggeredVersions(db)) await armTriggers(db, id, text, clock.now());
    loops.push(
      startLoop(() => runSchedules(services, clock), clock, fault),
      startLoop(() => runEvents(services, feed, clock), clock, fault),
    );
    await look();
  };
  return {
    arm: (transaction, workflowId, text) => armTriggers(transaction, workflowId, text, clock.now()),
    begin: () => (begun ??= begin()),
    changed: async () => {
      await begun?.catch(() => undefined);
      await look();
    },
    stop: async () => {
      await begun?.catch(() => undefined);
      await Promise.all(loops.map((loop) => loop.stop()));
    },
  };
}

/** The latest versions that may hold triggers of their own accord. */
async function triggeredVersions(db: Services["db"]): Promise<{ id: string; text: string }[]> {
  return db
    .selectFrom("workflows as w")
    .innerJoin("workflow_versions as v", (join) =>
      join.onRef("v.workflow_id", "=", "w.id").onRef("v.version", "=", "w.version"),
    )
    .select(["w.id", "v.text"])
    .where(({ or, eb }) =>
      or([eb("v.text", "like", "%SCHEDULE_TRIGGER%"), eb("v.text", "like", "%EVENT_TRIGGER%")]),
    )
    .execute();
}
