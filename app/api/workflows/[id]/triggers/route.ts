import { reply, route } from "@/lib/server/api/route";
import { listTriggers } from "@/lib/server/triggers/list";

export const GET = route(async ({ services, params }) => {
  const triggers = await listTriggers(services, params.id ?? "");
  return triggers.ok ? reply({ triggers: triggers.value }) : triggers;
});
