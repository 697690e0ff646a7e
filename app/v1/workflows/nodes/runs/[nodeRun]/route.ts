import { Report } from "@/lib/server/api/report";
import { reply, route } from "@/lib/server/api/route";
import { reportNodeRun } from "@/lib/server/runs";

/** An outside system reports on a node run (reference 7.4). */
export const PATCH = route(Report, async ({ services, params, body }) => {
  const delivered = await reportNodeRun(services, params.nodeRun ?? "", body);
  return delivered.ok ? reply() : delivered;
});
