import { reply, route } from "@/lib/server/api/route";
import { portRunDetail } from "@/lib/server/port-runs";

export const GET = route(async ({ services, actor, params }) => {
  const run = await portRunDetail(services, actor, params.run ?? "");
  return run.ok ? reply({ workflowRun: run.value, run: run.value }) : run;
});
