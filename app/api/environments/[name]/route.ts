import { z } from "zod";
import { reply, route } from "@/lib/server/api/route";
import { baseUrlProblem } from "@/lib/server/environments";

const baseUrl = z.string().refine((text) => baseUrlProblem(text) === undefined, {
  error: (issue) => baseUrlProblem(String(issue.input)),
});

const Hosts = z.object({
  hosts: z.array(z.object({ from: baseUrl, to: baseUrl })).max(100, { error: "At most 100 hosts" }),
});

export const PUT = route(Hosts, async ({ services, params, body }) => {
  const saved = await services.environments.put(params.name ?? "", body.hosts);
  return saved.ok ? reply() : saved;
});

export const DELETE = route(async ({ services, params }) => {
  const removed = await services.environments.remove(params.name ?? "");
  return removed.ok ? reply() : removed;
});
