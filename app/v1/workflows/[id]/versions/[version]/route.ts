import { reply, route } from "@/lib/server/api/route";
import { portVersion } from "@/lib/server/port-workflows";

export const GET = route(async ({ services, actor, params }) => {
  const workflow = await portVersion(services, actor, params.id ?? "", params.version ?? "");
  return workflow.ok ? reply({ workflow: workflow.value }) : workflow;
});
