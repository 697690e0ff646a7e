import { requireRun } from "@/lib/server/access/permissions";
import * as operations from "@/lib/server/api/operations/runs";
import { reply, route } from "@/lib/server/api/route";
import { portRunDetail } from "@/lib/server/port-runs";
import { cancelRun } from "@/lib/server/runs";

/** `force` stands in the query or in the body (reference 7.3). */
export const POST = route(operations.cancelRun.body, async ({ services, actor, params, body, query }) => {
  const run = params.run ?? "";
  const allowed = await requireRun(services, actor, run, true);
  if (!allowed.ok) return allowed;
  const cancelled = await cancelRun(services, run, body.force || query.get("force") === "true");
  if (!cancelled.ok) return cancelled;
  const shown = await portRunDetail(services, actor, run);
  return shown.ok ? reply({ workflowRun: shown.value, run: shown.value }) : shown;
});
