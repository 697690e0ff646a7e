import { z } from "zod";
import { reply, route } from "@/lib/server/api/route";
import { portWorkflowOf } from "@/lib/server/port-workflows";
import { deleteWorkflow, replaceWorkflow } from "@/lib/server/workflows";

export const GET = route(async ({ services, params }) => {
  const workflow = await portWorkflowOf(services, params.id ?? "");
  return workflow.ok ? reply({ workflow: workflow.value }) : workflow;
});

export const PUT = route(z.unknown(), async ({ services, params, text }) => {
  const replaced = await replaceWorkflow(services, params.id ?? "", text);
  if (!replaced.ok) return replaced;
  const workflow = await portWorkflowOf(services, replaced.value.id);
  return workflow.ok ? reply({ workflow: workflow.value }) : workflow;
});

export const DELETE = route(async ({ services, params }) => {
  const deleted = await deleteWorkflow(services, params.id ?? "");
  return deleted.ok ? reply() : deleted;
});
