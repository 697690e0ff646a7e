import "server-only";
import type { EntityEvent } from "../../nodes/event-trigger/event";
import type { Clock } from "../clock";
import { type DispatchNeeds, dispatch, NotYet } from "./dispatch";
import type { ChangeFeed } from "./feed";
import type { NextWork } from "./schedules";
import { expireTimers, findTimers, followTimers } from "./timers";

/** Events that are dealt with before the place in their source is written down. */
const page = 200;

const source = "catalog";

/**
 * Deals with every event that has come: those received, the catalog's changes, and timers that expire. Each starts
 * its runs exactly once: the runs are named after the event, and it is struck off only after they have started.
 *
 * @returns when the next timer expires
 */
export async function runEvents(services: DispatchNeeds, feed: ChangeFeed, clock: Clock): Promise<NextWork> {
  try {
    await readInbox(services);
    await findTimers(services, feed, clock.now());
    await readChanges(services, feed);
    return await expireTimers(services, feed, clock);
  } catch (error) {
    if (!(error instanceof NotYet)) throw error;
    services.log.warn({ reason: error.message }, "events wait");
    return clock.now() + 5_000;
  }
}

async function readInbox(services: DispatchNeeds): Promise<void> {
  const { db } = services;
  for (;;) {
    const rows = await db.selectFrom("event_inbox").selectAll().orderBy("seq").limit(page).execute();
    for (const { seq, id, received_at, event } of rows) {
      await dispatch(services, {
        cause: ["received", id],
        at: received_at,
        event: JSON.parse(event) as EntityEvent,
      });
      await db.deleteFrom("event_inbox").where("seq", "=", seq).execute();
    }
    if (rows.length < page) return;
  }
}

async function readChanges(services: DispatchNeeds, feed: ChangeFeed): Promise<void> {
  const { db } = services;
  const row = await db
    .selectFrom("event_cursors")
    .select("seq")
    .where("source", "=", source)
    .executeTakeFirst();
  // What a catalog went through before anybody listened is history.
  let cursor = row?.seq ?? (await feed.last());
  const keep = (seq: number) =>
    db
      .insertInto("event_cursors")
      .values({ source, seq })
      .onConflict((conflict) => conflict.column("source").doUpdateSet({ seq }))
      .execute();
  if (row === undefined) await keep(cursor);
  for (;;) {
    const changes = await feed.after(cursor, page);
    for (const change of changes) {
      await dispatch(services, { ...change, cause: ["change", String(change.seq)] });
      await followTimers(services, change);
      cursor = change.seq;
    }
    if (changes.length > 0) await keep(cursor);
    if (changes.length < page) return;
  }
}
