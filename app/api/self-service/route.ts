import { reply, route } from "@/lib/server/api/route";
import { listTriggers } from "@/lib/server/port-workflows";

export const GET = route(async ({ services, actor }) =>
  reply({ triggers: await listTriggers(services, actor) }),
);
