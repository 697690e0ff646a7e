import { reply, route } from "@/lib/server/api/route";
import { countWaiting } from "@/lib/server/inbox/inbox";

/** How many node runs wait for people. */
export const GET = route(async ({ services }) => reply({ count: await countWaiting(services) }));
