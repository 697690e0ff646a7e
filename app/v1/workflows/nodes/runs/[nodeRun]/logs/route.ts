import * as operations from "@/lib/server/api/operations/node-runs";
import { pageOf } from "@/lib/server/api/query";
import { reply, route } from "@/lib/server/api/route";
import { nodeRunLogs, report } from "@/lib/server/port-node-runs";

export const GET = route(async ({ services, actor, params, query }) => {
  const page = pageOf(query, 1000);
  if (!page.ok) return page;
  const logs = await nodeRunLogs(services, actor, params.nodeRun ?? "", page.value);
  return logs.ok ? reply({ logs: logs.value }) : logs;
});

/** The same as reporting logs alone (reference 7.4). */
export const POST = route(operations.addNodeRunLogs.body, async ({ services, actor, params, body }) => {
  const delivered = await report(services, actor, params.nodeRun ?? "", body);
  return delivered.ok ? reply() : delivered;
});
