import "server-only";
import { z } from "zod";
import { PermissionsBody } from "./bodies";
import { envelope, operation } from "./operation";
import { PermissionsShown, Trigger, Version, Workflow, WorkflowNode } from "./shapes";

const tag = "Workflows";
const id = "Identifier of the workflow, or its id (wf_…).";
const node = "Identifier of a node.";
const anyWorkflow = z.unknown().meta({
  description: "A workflow in Port's JSON; older forms are upgraded. The text is kept as it is sent.",
});
const example = {
  identifier: "greet",
  title: "Greet",
  nodes: [
    {
      identifier: "start",
      config: {
        type: "SELF_SERVE_TRIGGER",
        userInputs: { properties: { name: { type: "string", title: "Name" } }, required: ["name"] },
      },
    },
    {
      identifier: "call",
      config: {
        type: "WEBHOOK",
        url: "https://api.example.com/greetings",
        body: { text: "Hello {{ .outputs.trigger.name }}" },
      },
    },
  ],
  connections: [{ sourceIdentifier: "start", targetIdentifier: "call" }],
};

export const listWorkflows = operation({
  method: "GET",
  path: "/v1/workflows",
  tag,
  summary: "List workflows",
  description: "Every published workflow that the caller may see, the one changed last first.",
  query: z.object({
    isDeleted: z
      .enum(["true", "false"])
      .optional()
      .meta({ description: "true: those that were deleted, the latest first." }),
  }),
  status: 200,
  response: envelope({ workflows: z.array(Workflow) }),
  errors: [],
});

export const createWorkflow = operation({
  method: "POST",
  path: "/v1/workflows",
  tag,
  summary: "Create a workflow",
  body: anyWorkflow,
  example,
  status: 201,
  response: envelope({ workflow: Workflow }),
  errors: [409],
});

export const readWorkflow = operation({
  method: "GET",
  path: "/v1/workflows/{id}",
  tag,
  summary: "Read a workflow",
  params: { id },
  status: 200,
  response: envelope({ workflow: Workflow }),
  errors: [404],
});

export const replaceWorkflow = operation({
  method: "PUT",
  path: "/v1/workflows/{id}",
  tag,
  summary: "Replace a workflow",
  description: "Makes a new version; runs that begin from now on use it.",
  params: { id },
  body: anyWorkflow,
  example,
  status: 200,
  response: envelope({ workflow: Workflow }),
  errors: [404, 409],
});

export const deleteWorkflow = operation({
  method: "DELETE",
  path: "/v1/workflows/{id}",
  tag,
  summary: "Delete a workflow",
  description: "Its runs stay, and those under way go on.",
  params: { id },
  status: 200,
  response: envelope({}),
  errors: [404],
});

export const listVersions = operation({
  method: "GET",
  path: "/v1/workflows/{id}/versions",
  tag,
  summary: "List the versions of a workflow",
  params: { id },
  status: 200,
  response: envelope({ versions: z.array(Version) }),
  errors: [404],
});

export const readVersion = operation({
  method: "GET",
  path: "/v1/workflows/{id}/versions/{version}",
  tag,
  summary: "Read a workflow as it was",
  params: { id, version: "A number, or wfv_…." },
  status: 200,
  response: envelope({ workflow: Workflow }),
  errors: [404],
});

export const readNode = operation({
  method: "GET",
  path: "/v1/workflows/{id}/nodes/{node}",
  tag,
  summary: "Read a node",
  params: { id, node },
  status: 200,
  response: envelope({ node: WorkflowNode }),
  errors: [404],
});

const permissionsPath = "/v1/workflows/{id}/nodes/{node}/permissions";
const permissionsExample = { roles: ["Member"], users: ["ada@example.com"] };
const permissionsDescription =
  "Takes the permissions of a self-service trigger, or a policy alone, and makes a new version with them.";
const shown = envelope({ permissions: PermissionsShown });

export const readPermissions = operation({
  method: "GET",
  path: permissionsPath,
  tag,
  summary: "Read who may start a trigger",
  params: { id, node },
  status: 200,
  response: shown,
  errors: [404],
});

export const createPermissions = operation({
  method: "POST",
  path: permissionsPath,
  tag,
  summary: "Say who may start a trigger",
  description: permissionsDescription,
  params: { id, node },
  body: PermissionsBody,
  example: permissionsExample,
  status: 201,
  response: shown,
  errors: [404, 409],
});

export const changePermissions = operation({
  method: "PATCH",
  path: permissionsPath,
  tag,
  summary: "Change who may start a trigger",
  description: `${permissionsDescription} Fields that are not sent stay; null takes one away.`,
  params: { id, node },
  body: PermissionsBody,
  example: permissionsExample,
  status: 200,
  response: shown,
  errors: [404],
});

export const deletePermissions = operation({
  method: "DELETE",
  path: permissionsPath,
  tag,
  summary: "Leave a trigger to Admins",
  params: { id, node },
  status: 200,
  response: envelope({}),
  errors: [404],
});

export const listTriggers = operation({
  method: "GET",
  path: "/v1/workflows/self-service-triggers",
  tag,
  summary: "List what the caller may start",
  description:
    "The published self-service triggers of all workflows, with their forms. One whose policy depends on inputs is listed.",
  status: 200,
  response: envelope({ triggers: z.array(Trigger) }),
  errors: [],
});
