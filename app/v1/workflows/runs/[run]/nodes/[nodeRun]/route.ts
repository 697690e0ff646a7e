import { Report } from "@/lib/server/api/report";
import { reply, route } from "@/lib/server/api/route";
import { reportNodeRun } from "@/lib/server/runs";

/** The other address of a node run's report (reference 6.7, row 9). */
export const PATCH = route(Report, async ({ services, params, body }) => {
  const delivered = await reportNodeRun(services, params.nodeRun ?? "", body, params.run ?? "");
  return delivered.ok ? reply() : delivered;
});
