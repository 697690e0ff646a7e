import "server-only";
import { isJsonObject, type Json, type JsonObject } from "../../base/json";
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
  await armEvents(db, workflowId, triggersOf(document, "EVENT_TRIGGER"), now);
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
  await forget(db, "schedules", workflowId, known, (node) => !wanted.has(node));
  for (const [node, config] of wanted) {
    const row = known.get(node);
    const text = textOf(config.cron);
    const cron = parseCron(text);
    if (row?.cron === text || !cron.ok) continue;
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

async function armEvents(
  db: Database,
  workflowId: string,
  wanted: Map<string, JsonObject>,
  now: number,
): Promise<void> {
  const rows = await db
    .selectFrom("event_triggers")
    .selectAll()
    .where("workflow_id", "=", workflowId)
    .execute();
  const known = new Map(rows.map((row) => [row.node, row]));
  const armed = [...wanted].map(([node, config]) => ({
    node,
    ...heardBy(config),
    config: JSON.stringify(config),
  }));
  const stays = armed.filter(({ node, type, blueprint, property }) => {
    const row = known.get(node);
    return row?.type === type && row.blueprint === blueprint && row.property === property;
  });
  await forget(db, "event_triggers", workflowId, known, (node) => !stays.some((one) => one.node === node));
  for (const trigger of armed)
    await db
      .insertInto("event_triggers")
      .values({
        ...{ workflow_id: workflowId, ...trigger, armed_at: new Date(now).toISOString(), scanned: 0 },
        ...{ last_at: null, problem: null, problem_at: null },
      })
      // One that hears the same as before keeps its timers, and the events on their way to it.
      .onConflict((conflict) =>
        conflict.columns(["workflow_id", "node"]).doUpdateSet({ config: trigger.config }),
      )
      .execute();
}

/** Which events a trigger hears (reference 2.3). */
function heardBy(config: JsonObject): { type: string; blueprint: string; property: string | null } {
  const event = isJsonObject(config.event) ? config.event : {};
  const type = textOf(event.type);
  const property = type === "TIMER_EXPIRED" ? textOf(event.propertyIdentifier) : null;
  return { type, blueprint: textOf(event.blueprintIdentifier), property };
}

async function forget(
  db: Database,
  table: "schedules" | "event_triggers",
  workflowId: string,
  known: ReadonlyMap<string, unknown>,
  gone: (node: string) => boolean,
): Promise<void> {
  for (const node of known.keys())
    if (gone(node))
      await db.deleteFrom(table).where("workflow_id", "=", workflowId).where("node", "=", node).execute();
}

const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");
