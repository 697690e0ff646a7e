import { ReportLogs } from "@/lib/server/api/report";
import { reply, route } from "@/lib/server/api/route";
import { reportNodeRun } from "@/lib/server/runs";

/** The same as reporting logs alone (reference 7.4). */
export const POST = route(ReportLogs, async ({ services, params, body }) => {
  const delivered = await reportNodeRun(services, params.nodeRun ?? "", body);
  return delivered.ok ? reply() : delivered;
});
