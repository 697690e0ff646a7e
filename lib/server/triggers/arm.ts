import "server-only";
import type { JsonObject } from "../../base/json";
import { parseCron } from "../../nodes/schedule-trigger/cron";
import { shortestWait, tickAfter } from "../../nodes/schedule-trigger/ticks";
import type { WorkflowDocument } from "../../workflow/document";
import type { Database } from "../db/client";
import { requireRunnable } from "../drafts";

/**
 * Makes the triggers of a published version the ones that start runs by themselves; those of the version before
 * that are gone, or changed, start none any more. What a trigger that stays has done is kept.
 *
 * @param text the version's text; one that cannot run arms nothing
 * @param now milliseconds since the epoch
 */
export async function armTriggers(
  db: Database,
  workflowId: string,
  text: string,
  now: number,
): Promise<void> {
  const runnable = requireRunnable(text);
  const document = runnable.ok ? runnable.value.document : undefined;
  await armSchedules(db, workflowId, triggersOf(document, "SCHEDULE_TRIGGER"), now);
}

/** The published triggers of a type (reference 2), by identifier. */
function triggersOf(document: WorkflowDocument | undefined, type: string): Map<string, JsonObject> {
  const found = (document?.nodes ?? []).filter(
    ({ config }) => config.type === type && config.published !== false,
  );
  return new Map(found.map(({ identifier, config }) => [identifier, config]));
}

async function armSchedules(
  db: Database,
  workflowId: string,
  wanted: Map<string, JsonObject>,
  now: number,
): Promise<void> {
  const rows = await db.selectFrom("schedules").selectAll().where("workflow_id", "=", workflowId).execute();
  const known = new Map(rows.map((row) => [row.node, row]));
  for (const node of known.keys())
    if (!wanted.has(node))
      await db
        .deleteFrom("schedules")
        .where("workflow_id", "=", workflowId)
        .where("node", "=", node)
        .execute();
  for (const [node, config] of wanted) {
    const row = known.get(node);
    const text = String(config.cron);
    if (row?.cron === text) continue;
    const cron = parseCron(text);
    if (!cron.ok) continue;
    // A changed schedule keeps its distance to the run that the old one started last.
    const earliest = row?.last_at == null ? now : Math.max(now, Date.parse(row.last_at) + shortestWait - 1);
    const tick = tickAfter(cron.value, earliest);
    const next = tick === undefined ? null : new Date(tick).toISOString();
    await db
      .insertInto("schedules")
      .values({
        ...{ workflow_id: workflowId, node, cron: text, next_at: next },
        ...{ claim: null, last_at: null, problem: null },
      })
      .onConflict((conflict) =>
        conflict.columns(["workflow_id", "node"]).doUpdateSet({ cron: text, next_at: next, problem: null }),
      )
      .execute();
  }
}
