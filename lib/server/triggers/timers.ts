import "server-only";
import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import { isDateTime } from "../../catalog/formats";
import type { EntityEvent } from "../../nodes/event-trigger/event";
import { evaluateOnEvent } from "../../nodes/event-trigger/match";
import type { Clock } from "../clock";
import type { EventTriggersTable } from "../db/schema";
import { parseObject } from "../drafts";
import { type DispatchNeeds, offer } from "./dispatch";
import type { Change, ChangeFeed } from "./feed";
import type { NextWork } from "./schedules";

/** Timers that are looked at in one go. */
const page = 200;

/** The shortest time to the next expiry that `nextExpireAt` may give, in milliseconds. */
const shortestRearm = 60_000;

/** Finds the timers of the entities that there are, for triggers that are new. Those that have expired are history. */
export async function findTimers(services: DispatchNeeds, feed: ChangeFeed, now: number): Promise<void> {
  const { db } = services;
  const fresh = await db
    .selectFrom("event_triggers")
    .selectAll()
    .where("type", "=", "TIMER_EXPIRED")
    .where("scanned", "=", 0)
    .execute();
  for (const trigger of fresh) {
    for await (const { identifier, entity } of feed.entities(trigger.blueprint)) {
      const value = timerOf(entity, trigger);
      if (value === undefined) continue;
      const due = Date.parse(value);
      await setTimer(services, trigger, identifier, value, due > now ? due : undefined);
    }
    await db
      .updateTable("event_triggers")
      .set({ scanned: 1 })
      .where("workflow_id", "=", trigger.workflow_id)
      .where("node", "=", trigger.node)
      .execute();
  }
}

/**
 * Keeps the timers in step with a change of an entity. A property that now holds another moment is a new timer; one
 * whose moment is past already expires at once.
 */
export async function followTimers({ db }: DispatchNeeds, { event, at }: Change): Promise<void> {
  const { blueprintIdentifier, entityIdentifier } = event.context;
  const triggers = await db
    .selectFrom("event_triggers")
    .selectAll()
    .where("blueprint", "=", blueprintIdentifier)
    .where("type", "=", "TIMER_EXPIRED")
    .where("armed_at", "<=", at)
    .execute();
  for (const trigger of triggers) {
    const value = event.diff.after === null ? undefined : timerOf(event.diff.after, trigger);
    const known = await db
      .selectFrom("entity_timers")
      .select("value")
      .where("workflow_id", "=", trigger.workflow_id)
      .where("node", "=", trigger.node)
      .where("entity", "=", entityIdentifier)
      .executeTakeFirst();
    if (known?.value === value) continue;
    if (value === undefined) await dropTimer({ db }, trigger, entityIdentifier);
    else await setTimer({ db }, trigger, entityIdentifier, value, Date.parse(value));
  }
}

/** Starts the runs of all timers that have expired. @returns when the next one does */
export async function expireTimers(
  services: DispatchNeeds,
  feed: ChangeFeed,
  clock: Clock,
): Promise<NextWork> {
  const { db } = services;
  for (;;) {
    const due = await db
      .selectFrom("entity_timers as timer")
      .innerJoin("event_triggers as trigger", (join) =>
        join.onRef("trigger.workflow_id", "=", "timer.workflow_id").onRef("trigger.node", "=", "timer.node"),
      )
      .selectAll("trigger")
      .select(["timer.entity", "timer.value", "timer.due_at"])
      .where("timer.due_at", "<=", new Date(clock.now()).toISOString())
      .orderBy("timer.due_at")
      .limit(page)
      .execute();
    for (const { entity, value, due_at, ...trigger } of due)
      await expire(services, feed, trigger, { entity, value, at: due_at ?? "" }, clock.now());
    if (due.length < page) break;
  }
  const next = await db
    .selectFrom("entity_timers")
    .select(({ fn }) => fn.min("due_at").as("at"))
    .executeTakeFirst();
  return next?.at == null ? undefined : Date.parse(next.at);
}

async function expire(
  services: DispatchNeeds,
  feed: ChangeFeed,
  trigger: EventTriggersTable,
  timer: { entity: string; value: string; at: string },
  now: number,
): Promise<void> {
  const entity = await feed.entity(trigger.blueprint, timer.entity);
  // Its deletion is on the way.
  if (entity === undefined) return dropTimer(services, trigger, timer.entity);
  const event = expiredEvent(trigger, timer.entity, entity);
  await offer(services, trigger, { cause: ["timer", timer.entity, timer.at], at: timer.at, event }, 0);
  await setTimer(services, trigger, timer.entity, timer.value, nextExpiry(services, trigger, event, now));
}

/** What a trigger of an expired timer outputs: the entity is in `diff.after`, as in Port's examples. */
const expiredEvent = (trigger: EventTriggersTable, identifier: string, entity: JsonObject): EntityEvent => ({
  action: "TIMER_EXPIRED",
  resourceType: "entity",
  diff: { before: null, after: entity },
  context: {
    blueprintIdentifier: trigger.blueprint,
    entityIdentifier: identifier,
    propertyIdentifier: trigger.property ?? "",
  },
});

/** The moment at which the timer expires again: what the trigger's `nextExpireAt` gives, if it is one. */
function nextExpiry(
  { log }: DispatchNeeds,
  trigger: EventTriggersTable,
  event: EntityEvent,
  now: number,
): number | undefined {
  const declared = parseObject(trigger.config).event;
  const query = isJsonObject(declared) ? declared.nextExpireAt : undefined;
  const text = isJsonObject(query) ? query.jqQuery : query;
  if (typeof text !== "string" || text === "") return undefined;
  const given = evaluateOnEvent(text, event);
  const moment = given.ok ? momentOf(given.value) : undefined;
  if (moment !== undefined) return Math.max(Date.parse(moment), now + shortestRearm);
  if (!given.ok || given.value !== null)
    log.warn(
      { workflow: trigger.workflow_id, trigger: trigger.node, reason: given.ok ? "no moment" : given.error },
      "a timer was not set again",
    );
  return undefined;
}

function timerOf(entity: JsonObject, { property }: EventTriggersTable): string | undefined {
  const { properties } = entity;
  if (property === null || !isJsonObject(properties) || !Object.hasOwn(properties, property))
    return undefined;
  return momentOf(properties[property]);
}

const momentOf = (value: Json | undefined): string | undefined =>
  typeof value === "string" && isDateTime(value) ? value : undefined;

async function setTimer(
  { db }: Pick<DispatchNeeds, "db">,
  { workflow_id, node }: EventTriggersTable,
  entity: string,
  value: string,
  due: number | undefined,
): Promise<void> {
  const due_at = due === undefined ? null : new Date(due).toISOString();
  await db
    .insertInto("entity_timers")
    .values({ workflow_id, node, entity, value, due_at })
    .onConflict((conflict) =>
      conflict.columns(["workflow_id", "node", "entity"]).doUpdateSet({ value, due_at }),
    )
    .execute();
}

async function dropTimer(
  { db }: Pick<DispatchNeeds, "db">,
  { workflow_id, node }: EventTriggersTable,
  entity: string,
): Promise<void> {
  await db
    .deleteFrom("entity_timers")
    .where("workflow_id", "=", workflow_id)
    .where("node", "=", node)
    .where("entity", "=", entity)
    .execute();
}
