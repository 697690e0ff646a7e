import { reply, route } from "@/lib/server/api/route";
import { portRunDetail } from "@/lib/server/port-runs";

export const GET = route(async ({ services, params }) => {
  const run = await portRunDetail(services, params.run ?? "");
  return run.ok ? reply({ workflowRun: run.value }) : run;
});
