import * as operations from "@/lib/server/api/operations/node-runs";
import { reply, route } from "@/lib/server/api/route";
import { report } from "@/lib/server/port-node-runs";

/** An outside system reports on a node run (reference 7.4). */
export const PATCH = route(operations.reportNodeRun.body, async ({ services, actor, params, body }) => {
  const nodeRun = params.nodeRun ?? "";
  const delivered = await report(services, actor, nodeRun, body);
  return delivered.ok ? reply({ run: { identifier: nodeRun } }) : delivered;
});
