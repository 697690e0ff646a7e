import { requireAdmin } from "@/lib/server/access/permissions";
import { nameOf } from "@/lib/server/actor";
import * as operations from "@/lib/server/api/operations/workflows";
import { reply, route } from "@/lib/server/api/route";
import { listDeletedWorkflows, listPortWorkflows, portWorkflowOf } from "@/lib/server/port-workflows";
import { createWorkflow } from "@/lib/server/workflows";

export const GET = route(async ({ services, actor, query }) => {
  const list = query.get("isDeleted") === "true" ? listDeletedWorkflows : listPortWorkflows;
  return reply({ workflows: await list(services, actor) });
});

export const POST = route(operations.createWorkflow.body, async ({ services, actor, text }) => {
  const allowed = requireAdmin(actor, "create workflows");
  if (!allowed.ok) return allowed;
  const made = await createWorkflow(services, text, { by: nameOf(actor), publish: true });
  if (!made.ok) return made;
  const workflow = await portWorkflowOf(services, actor, made.value.row.id);
  return workflow.ok ? reply({ workflow: workflow.value }, 201) : workflow;
});
