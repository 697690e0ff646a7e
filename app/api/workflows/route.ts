import { z } from "zod";
import { nameOf } from "@/lib/server/actor";
import { reply, route } from "@/lib/server/api/route";
import { listWorkflows, workflowRow } from "@/lib/server/workflow-rows";
import { createWorkflow } from "@/lib/server/workflows";

const NewWorkflow = z.object({
  text: z.string(),
  from: z.enum(["import", "example", "blank"]).optional(),
  example: z.string().optional(),
});

export const GET = route(async ({ services }) => reply({ workflows: await listWorkflows(services) }));

export const POST = route(NewWorkflow, async ({ services, actor, body, query }) => {
  const made = await createWorkflow(services, body.text, {
    by: nameOf(actor),
    copy: query.get("copy") === "true",
  });
  if (!made.ok) return made;
  const { row, changes } = made.value;
  return reply({ workflow: await workflowRow(services.db, row), changes }, 201);
});
