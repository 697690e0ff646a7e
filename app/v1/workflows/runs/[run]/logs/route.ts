import { pageOf } from "@/lib/server/api/query";
import { reply, route } from "@/lib/server/api/route";
import { runLogs } from "@/lib/server/port-node-runs";

export const GET = route(async ({ services, actor, params, query }) => {
  const page = pageOf(query, 1000);
  if (!page.ok) return page;
  const logs = await runLogs(services, actor, params.run ?? "", page.value);
  return logs.ok ? reply({ logs: logs.value }) : logs;
});
