import { z } from "zod";
import { limitOf } from "@/lib/server/api/query";
import { reply, route } from "@/lib/server/api/route";
import { listRuns } from "@/lib/server/runs";
import { startDraft } from "@/lib/server/start-run";

const Start = z.object({
  inputs: z.record(z.string(), z.json()).default({}),
  nodeIdentifier: z.string().optional(),
  environment: z.string().nullable().optional(),
  /** By node: what this test run does not run. Which of them fit is for the use case to say. */
  pins: z
    .record(
      z.string(),
      z.strictObject({
        output: z.json().optional(),
        disabled: z.literal(true).optional(),
        outlet: z.string().optional(),
        fallback: z.literal(true).optional(),
      }),
    )
    .optional(),
});

export const POST = route(Start, async ({ services, actor, params, body }) => {
  const started = await startDraft(services, params.id ?? "", { ...body, actor });
  return started.ok ? reply({ run: started.value }, 201) : started;
});

export const GET = route(async ({ services, params, query }) => {
  const limit = limitOf(query, 20);
  if (!limit.ok) return limit;
  const runs = await listRuns(services, params.id ?? "", limit.value);
  return runs.ok ? reply({ runs: runs.value }) : runs;
});
