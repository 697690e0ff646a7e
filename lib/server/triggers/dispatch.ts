import "server-only";
import type { JsonObject } from "../../base/json";
import { type EntityEvent, eventTypes } from "../../nodes/event-trigger/event";
import { matchesCondition } from "../../nodes/event-trigger/match";
import type { EventTriggersTable } from "../db/schema";
import { parseObject } from "../drafts";
import type { Services } from "../running";
import { startTriggered } from "./start";

export type DispatchNeeds = Pick<Services, "db" | "engine" | "settings" | "log">;

/** Something that happened to an entity, with a name of its own. */
export interface Happening {
  /** What no other happening is called: the runs it starts are named after it. */
  cause: readonly string[];
  /** ISO 8601. */
  at: string;
  event: EntityEvent;
  /** The run that made it happen. */
  run?: string;
}

/** A run could not be started now: all is tried again later, and what has started stays as it is. */
export class NotYet extends Error {}

/** Runs that may cause each other through events, one after the other, before Slipway takes it for a loop. */
export const longestChain = 10;

/** Starts a run at every trigger that hears the event and whose condition it meets (reference 2.3). */
export async function dispatch(services: DispatchNeeds, happening: Happening): Promise<void> {
  const { db } = services;
  const { action, context } = happening.event;
  const triggers = await db
    .selectFrom("event_triggers")
    .selectAll()
    .where("blueprint", "=", context.blueprintIdentifier)
    .where("type", "in", eventTypes[action])
    .where("armed_at", "<=", happening.at)
    .execute();
  if (triggers.length === 0) return;
  const chain = await chainOf(services, happening.run);
  for (const trigger of triggers)
    if (trigger.property === null || trigger.property === context.propertyIdentifier)
      await offer(services, trigger, happening, chain);
}

/** Starts a run at one trigger when its condition is met. */
export async function offer(
  services: DispatchNeeds,
  trigger: EventTriggersTable,
  { cause, at, event }: Happening,
  chain: number,
): Promise<void> {
  const { db, log } = services;
  const note = async (change: Partial<EventTriggersTable>) => {
    await db
      .updateTable("event_triggers")
      .set(change)
      .where("workflow_id", "=", trigger.workflow_id)
      .where("node", "=", trigger.node)
      .execute();
  };
  const refuse = async (problem: string) => {
    log.warn({ workflow: trigger.workflow_id, trigger: trigger.node, problem }, "an event started no run");
    await note({ problem, problem_at: at });
  };
  const matched = matchesCondition(parseObject(trigger.config).condition, event);
  if (!matched.ok) return refuse(`The condition could not be decided: ${matched.error}`);
  if (!matched.value) return;
  if (chain > longestChain)
    return refuse(
      `${longestChain} runs have caused each other through events; Slipway takes this for a loop and starts no further one. Let the condition tell what the workflow itself has changed.`,
    );
  const started = await startTriggered(services, {
    workflowId: trigger.workflow_id,
    node: trigger.node,
    cause,
    output: event as JsonObject,
    ...(chain > 0 && { chain }),
  });
  if (started.ok) return note({ last_at: at, problem: null, problem_at: null });
  if (started.error.later) throw new NotYet(started.error.message);
  return refuse(started.error.message);
}

/** How many runs have caused each other up to an event that a run made; 0 for one that no run made. */
async function chainOf({ db }: DispatchNeeds, run: string | undefined): Promise<number> {
  if (run === undefined) return 0;
  const row = await db.selectFrom("runs").select("request").where("id", "=", run).executeTakeFirst();
  const { chain } = parseObject(row?.request ?? "");
  return (typeof chain === "number" ? chain : 0) + 1;
}
