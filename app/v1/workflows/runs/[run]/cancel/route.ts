import { z } from "zod";
import { reply, route } from "@/lib/server/api/route";
import { portRunDetail } from "@/lib/server/port-runs";
import { cancelRun } from "@/lib/server/runs";

const Cancel = z.object({ force: z.union([z.boolean(), z.stringbool()]).default(false) });

/** `force` stands in the query or in the body (reference 7.3). */
export const POST = route(Cancel, async ({ services, params, body, query }) => {
  const run = params.run ?? "";
  const cancelled = await cancelRun(services, run, body.force || query.get("force") === "true");
  if (!cancelled.ok) return cancelled;
  const shown = await portRunDetail(services, run);
  return shown.ok ? reply({ workflowRun: shown.value }) : shown;
});
