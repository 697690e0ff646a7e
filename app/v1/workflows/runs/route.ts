import { limitOf, listOf, wholeOf } from "@/lib/server/api/query";
import { reply, route } from "@/lib/server/api/route";
import { listPortRuns } from "@/lib/server/port-runs";

export const GET = route(async ({ services, query }) => {
  const limit = limitOf(query, 100);
  if (!limit.ok) return limit;
  const offset = wholeOf(query, "offset", { least: 0, most: 1_000_000_000, fallback: 0 });
  if (!offset.ok) return offset;
  const workflowRuns = await listPortRuns(services, {
    limit: limit.value,
    offset: offset.value,
    runs: listOf(query, "workflowRunIdentifiers"),
    workflows: listOf(query, "workflowIdentifiers"),
    versions: listOf(query, "workflowVersions"),
    createdBy: listOf(query, "createdBy"),
    statuses: listOf(query, "statuses"),
    results: listOf(query, "results"),
  });
  return reply({ workflowRuns });
});
