import { requireAdmin } from "@/lib/server/access/permissions";
import { nameOf } from "@/lib/server/actor";
import * as operations from "@/lib/server/api/operations/workflows";
import { reply, route } from "@/lib/server/api/route";
import { portWorkflowOf } from "@/lib/server/port-workflows";
import { deleteWorkflow, replaceWorkflow } from "@/lib/server/workflows";

export const GET = route(async ({ services, actor, params }) => {
  const workflow = await portWorkflowOf(services, actor, params.id ?? "");
  return workflow.ok ? reply({ workflow: workflow.value }) : workflow;
});

export const PUT = route(operations.replaceWorkflow.body, async ({ services, actor, params, text }) => {
  const allowed = requireAdmin(actor, "change workflows");
  if (!allowed.ok) return allowed;
  const replaced = await replaceWorkflow(services, params.id ?? "", text, nameOf(actor));
  if (!replaced.ok) return replaced;
  const workflow = await portWorkflowOf(services, actor, replaced.value.id);
  return workflow.ok ? reply({ workflow: workflow.value }) : workflow;
});

export const DELETE = route(async ({ services, actor, params }) => {
  const allowed = requireAdmin(actor, "delete workflows");
  if (!allowed.ok) return allowed;
  const deleted = await deleteWorkflow(services, params.id ?? "", nameOf(actor));
  return deleted.ok ? reply() : deleted;
});
