import { claimFor } from "@/lib/server/agent/claims";
import * as operations from "@/lib/server/api/operations/agent";
import { reply, route } from "@/lib/server/api/route";

/** Hands node runs to an execution agent (reference 7.4). */
export const POST = route(operations.claimPending.body, async ({ services, actor, body }) => {
  const nodeRuns = await claimFor(services, actor, body);
  return nodeRuns.ok ? reply({ nodeRuns: nodeRuns.value }) : nodeRuns;
});
