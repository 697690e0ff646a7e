import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { err, ok, type Result } from "../../base/result";
import { entityEvent } from "../../nodes/event-trigger/event";
import { type ApiError, apiError } from "../api/errors";
import { parseBody } from "../api/route";
import type { Services } from "../running";

/** How far the sender's clock may be off, in seconds; and for how long a signature is remembered. */
const tolerance = 300;

/** Events that may wait to be dealt with. */
const mostWaiting = 10_000;

/**
 * Takes an event from outside (reference 2.3), signed as Port signs its webhooks (reference 3.1): the header
 * `X-Port-Timestamp` holds seconds, `X-Port-Signature` holds `v1,` and the Base64 of HMAC-SHA-256 over
 * `<timestamp>.<body>` with the secret that both sides know. A signature is taken once. What is taken is durable.
 *
 * @param now milliseconds since the epoch
 * @returns the event's own identifier
 */
export async function receiveEvent(
  { db, settings, triggers }: Pick<Services, "db" | "settings" | "triggers">,
  headers: Headers,
  text: string,
  now: number,
): Promise<Result<string, ApiError>> {
  if (settings.eventSecret === undefined)
    return err(
      apiError(
        "forbidden",
        "This Slipway takes no events from outside. Set SLIPWAY_EVENT_SECRET to the secret that the sender signs with.",
      ),
    );
  const signed = checkSignature(settings.eventSecret, headers, text, now);
  if (!signed.ok) return err(apiError("unauthorized", signed.error));
  const { id, until } = signed.value;
  const event = parseBody(entityEvent, text);
  if (!event.ok) return event;

  const at = new Date(now).toISOString();
  const taken = await db.transaction().execute(async (transaction): Promise<Result<string, ApiError>> => {
    await transaction.deleteFrom("event_signatures").where("until", "<", at).execute();
    const fresh = await transaction
      .insertInto("event_signatures")
      .values({ signature: id, until })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (fresh.numInsertedOrUpdatedRows !== 1n)
      return err(
        apiError("replayed", "An event with this signature was taken already; it is not taken twice."),
      );
    const { waiting } = await transaction
      .selectFrom("event_inbox")
      .select(({ fn }) => fn.countAll<number>().as("waiting"))
      .executeTakeFirstOrThrow();
    if (Number(waiting) >= mostWaiting)
      throw new Error(`${mostWaiting} events wait already. Runs cannot be started; the log says why.`);
    await transaction
      .insertInto("event_inbox")
      .values({ id, received_at: at, event: JSON.stringify(event.value) })
      .execute();
    return ok(id);
  });
  if (taken.ok) void triggers.changed();
  return taken;
}

/** Who sent it, and when. The signature in hexadecimal names the event: Base64 has several spellings of one. */
function checkSignature(
  secret: string,
  headers: Headers,
  text: string,
  now: number,
): Result<{ id: string; until: string }, string> {
  const timestamp = headers.get("x-port-timestamp") ?? "";
  const given = /^v1,([A-Za-z0-9+/]{43}=)$/.exec(headers.get("x-port-signature") ?? "")?.[1];
  if (!/^\d{1,12}$/.test(timestamp) || given === undefined)
    return err(
      "The event is not signed. Send X-Port-Timestamp with the seconds since 1970, and X-Port-Signature with v1,<Base64 of HMAC-SHA-256 over <timestamp>.<body>>.",
    );
  const expected = createHmac("sha256", secret).update(`${timestamp}.${text}`).digest();
  if (!timingSafeEqual(expected, Buffer.from(given, "base64")))
    return err("The signature does not belong to this timestamp and body, or was made with another secret.");
  const age = Math.abs(now / 1000 - Number(timestamp));
  if (age > tolerance)
    return err(
      `The timestamp is ${Math.round(age)} seconds off; ${tolerance} are taken. Set the sender's clock, and sign each event when it is sent.`,
    );
  const until = new Date((Number(timestamp) + tolerance + 1) * 1000).toISOString();
  return ok({ id: expected.toString("hex"), until });
}
