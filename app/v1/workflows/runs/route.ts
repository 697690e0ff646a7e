import { choicesOf, listOf, pageOf } from "@/lib/server/api/query";
import { reply, route } from "@/lib/server/api/route";
import { listPortRuns } from "@/lib/server/port-runs";

export const GET = route(async ({ services, actor, query }) => {
  const page = pageOf(query, 100);
  if (!page.ok) return page;
  const statuses = choicesOf(query, "statuses", ["IN_PROGRESS", "CANCELLING", "COMPLETED"]);
  if (!statuses.ok) return statuses;
  const results = choicesOf(query, "results", ["SUCCESS", "FAILED", "CANCELLED"]);
  if (!results.ok) return results;
  const workflowRuns = await listPortRuns(services, actor, {
    ...page.value,
    runs: listOf(query, "workflowRunIdentifiers"),
    workflows: listOf(query, "workflowIdentifiers"),
    versions: listOf(query, "workflowVersions"),
    createdBy: listOf(query, "createdBy"),
    statuses: statuses.value,
    results: results.value,
  });
  return reply({ workflowRuns, runs: workflowRuns });
});
