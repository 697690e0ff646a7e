import { z } from "zod";
import { noPins } from "@/lib/server/api/operations/bodies";
import { reply, route } from "@/lib/server/api/route";
import { startPublished } from "@/lib/server/start-run";

const Start = z.object({
  workflow: z.string(),
  nodeIdentifier: z.string(),
  inputs: z.record(z.string(), z.json()).default({}),
  pins: noPins,
});

/** Starts the published version of a workflow, as the pages outside the editor do. */
export const POST = route(Start, async ({ services, actor, body: { workflow, ...input } }) => {
  const started = await startPublished(services, workflow, { ...input, actor });
  return started.ok ? reply({ run: started.value }, 201) : started;
});
