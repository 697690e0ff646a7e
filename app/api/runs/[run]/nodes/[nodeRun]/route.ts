import { Report } from "@/lib/server/api/report";
import { reply, route } from "@/lib/server/api/route";
import { report } from "@/lib/server/port-node-runs";

/** Reports on a node run from the run's page, as an outside system would. */
export const PATCH = route(Report, async ({ services, actor, params, body }) => {
  const delivered = await report(services, actor, params.nodeRun ?? "", body, params.run ?? "");
  return delivered.ok ? reply() : delivered;
});
