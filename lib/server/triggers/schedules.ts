import "server-only";
import { parseCron } from "../../nodes/schedule-trigger/cron";
import { runAfter } from "../../nodes/schedule-trigger/ticks";
import type { Clock } from "../clock";
import type { SchedulesTable } from "../db/schema";
import type { Services } from "../running";
import { type Claim, claimTick, missedNote } from "./schedule-claim";
import { startTriggered } from "./start";

/** What a loop is told of its next work: a moment in milliseconds since the epoch, or none. */
export type NextWork = number | undefined;

/**
 * Starts the runs of all schedules whose tick has come.
 *
 * A tick is claimed in the database before its run is started, and the run's identifier is made of the tick: a
 * crash at any moment neither loses the tick nor runs it twice, for what is claimed is started again at the next
 * start, and a run that exists already is not started anew.
 *
 * @returns when the next tick is due
 */
export async function runSchedules(
  services: Pick<Services, "db" | "engine" | "settings" | "log">,
  clock: Clock,
): Promise<NextWork> {
  const { db } = services;
  const now = clock.now();
  const due = await db
    .selectFrom("schedules")
    .selectAll()
    .where(({ or, eb }) =>
      or([eb("next_at", "<=", new Date(now).toISOString()), eb("claim", "is not", null)]),
    )
    .orderBy("next_at")
    .execute();
  let trouble = false;
  for (const row of due) trouble = !(await runTick(services, row, now)) || trouble;
  if (trouble) return now + 5_000;
  const next = await db
    .selectFrom("schedules")
    .select(({ fn }) => fn.min("next_at").as("at"))
    .executeTakeFirst();
  return next?.at == null ? undefined : Date.parse(next.at);
}

/** False when the run could not be started now, but may be later. */
async function runTick(
  services: Pick<Services, "db" | "engine" | "settings" | "log">,
  row: SchedulesTable,
  now: number,
): Promise<boolean> {
  const { db, log } = services;
  const cron = parseCron(row.cron);
  if (!cron.ok) return true;
  const update = (change: Partial<SchedulesTable>) =>
    db
      .updateTable("schedules")
      .set(change)
      .where("workflow_id", "=", row.workflow_id)
      .where("node", "=", row.node)
      // The workflow may have been published anew meanwhile.
      .where("cron", "=", row.cron)
      .execute();

  let claim: Claim;
  if (row.claim !== null) claim = JSON.parse(row.claim) as Claim;
  else {
    claim = claimTick(cron.value, Date.parse(row.next_at ?? ""), now);
    await update({ claim: JSON.stringify(claim) });
  }
  const started = await startTriggered(services, {
    workflowId: row.workflow_id,
    node: row.node,
    cause: ["schedule", claim.tick],
    output: { scheduledAt: claim.tick, cron: row.cron, missedTicks: claim.missed },
    ...(claim.missed > 0 && { notes: [{ level: "WARN", message: missedNote(claim) }] }),
  });
  if (!started.ok && started.error.later) {
    log.warn({ workflow: row.workflow_id, reason: started.error.message }, "a schedule waits");
    return false;
  }
  if (!started.ok)
    log.warn(
      { workflow: row.workflow_id, trigger: row.node, reason: started.error.message },
      "a tick started no run",
    );
  const next = runAfter(cron.value, Date.parse(claim.tick));
  await update({
    claim: null,
    last_at: claim.tick,
    next_at: next === undefined ? null : new Date(next).toISOString(),
    problem: started.ok ? null : started.error.message,
  });
  return true;
}
