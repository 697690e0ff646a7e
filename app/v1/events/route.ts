import { raw, reply, route } from "@/lib/server/api/route";
import { receiveEvent } from "@/lib/server/triggers/receive";

/** Slipway's own: Port's event object from outside, signed as Port signs. */
export const POST = route(raw, async ({ services, headers, text }) => {
  const taken = await receiveEvent(services, headers, text, Date.now());
  return taken.ok ? reply({ eventId: taken.value }, 202) : taken;
});
