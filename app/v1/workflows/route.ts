import { z } from "zod";
import { reply, route } from "@/lib/server/api/route";
import { listPortWorkflows, portWorkflowOf } from "@/lib/server/port-workflows";
import { createWorkflow } from "@/lib/server/workflows";

export const GET = route(async ({ services, query }) =>
  // What is deleted here is gone, so the list of deleted workflows is empty.
  reply({ workflows: query.get("isDeleted") === "true" ? [] : await listPortWorkflows(services) }),
);

export const POST = route(z.unknown(), async ({ services, text }) => {
  const made = await createWorkflow(services, text, { publish: true });
  if (!made.ok) return made;
  const workflow = await portWorkflowOf(services, made.value.row.id);
  return workflow.ok ? reply({ workflow: workflow.value }, 201) : workflow;
});
