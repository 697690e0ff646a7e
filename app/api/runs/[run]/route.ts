import { reply, route } from "@/lib/server/api/route";
import { openRun } from "@/lib/server/runs";

export const GET = route(async ({ services, params }) => {
  const opened = await openRun(services, params.run ?? "");
  return opened.ok ? reply(opened.value) : opened;
});
