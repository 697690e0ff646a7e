import { err } from "@/lib/base/result";
import { apiError } from "@/lib/server/api/errors";
import { listOf } from "@/lib/server/api/query";
import { reply, route } from "@/lib/server/api/route";
import { findNodeRuns } from "@/lib/server/port-node-runs";

export const GET = route(async ({ services, actor, query }) => {
  const external = query.get("external_run_id") ?? query.get("externalRunId") ?? "";
  if (external === "")
    return err(apiError("invalid_value", "external_run_id is needed: what was reported as externalRunId."));
  const config = listOf(query, "include").includes("nodeConfig");
  return reply({ nodeRuns: await findNodeRuns(services, actor, external, config) });
});
