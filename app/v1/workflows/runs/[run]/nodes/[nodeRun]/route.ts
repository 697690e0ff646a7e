import * as operations from "@/lib/server/api/operations/node-runs";
import { reply, route } from "@/lib/server/api/route";
import { report } from "@/lib/server/port-node-runs";

/** The other address of a node run's report (reference 6.7, row 9). */
export const PATCH = route(operations.reportNodeRunOfRun.body, async ({ services, actor, params, body }) => {
  const nodeRun = params.nodeRun ?? "";
  const delivered = await report(services, actor, nodeRun, body, params.run ?? "");
  return delivered.ok ? reply({ run: { identifier: nodeRun } }) : delivered;
});
