import { acknowledgeFor } from "@/lib/server/agent/claims";
import * as operations from "@/lib/server/api/operations/agent";
import { reply, route } from "@/lib/server/api/route";

/** An agent keeps what it has claimed (reference 7.4). */
export const PATCH = route(operations.acknowledge.body, async ({ services, actor, body }) => {
  const acked = await acknowledgeFor(services, actor, body.nodeRunIdentifier);
  return acked.ok ? reply({ acked: true }) : acked;
});
