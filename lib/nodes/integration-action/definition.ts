import { z } from "zod";
import { defineNode } from "../define";
import { field, onFailure, onTimeout, textOf } from "../fields";
import { integrationProblems } from "./problems";

/** Runs an action of an installed integration, such as a GitHub workflow (reference 3.4). */
export const integrationAction = defineNode({
  type: "INTEGRATION_ACTION",
  role: "action",
  family: "action",
  title: "Integration action",
  description: "Run an action of an installed integration, such as a GitHub workflow.",
  icon: "blocks",
  config: z.looseObject({
    type: z.literal("INTEGRATION_ACTION"),
    integrationProvider: field(z.string(), {
      title: "Provider",
      description: "Which integration.",
      control: "text",
      placeholder: "github-ocean",
    }),
    integrationInvocationType: field(z.string(), {
      title: "Action",
      description: "What it should do.",
      control: "text",
      placeholder: "dispatch_workflow",
    }),
    installationId: field(z.string().optional(), {
      title: "Installation",
      description: "Identifier of the installed integration.",
      control: "text",
    }),
    deferIntegrationInstallation: field(z.boolean().optional(), {
      title: "Install later",
      description: "On: the workflow can be saved before the integration is installed.",
      control: "toggle",
      default: false,
    }),
    integrationActionExecutionProperties: field(
      z
        .union([z.record(z.string(), z.json()), z.string()], { error: "The properties are an object." })
        .optional(),
      {
        title: "Properties",
        description: "What the action needs, such as org, repo and workflow.",
        control: "body",
        template: true,
      },
    ),
    onTimeout,
    onFailure,
  }),
  initial: () => ({
    type: "INTEGRATION_ACTION",
    integrationProvider: "github-ocean",
    integrationInvocationType: "dispatch_workflow",
    deferIntegrationInstallation: true,
    integrationActionExecutionProperties: { org: "", repo: "", workflow: "", workflowInputs: {} },
  }),
  summary: (config) =>
    [textOf(config.integrationProvider), textOf(config.integrationInvocationType)].filter(Boolean).join(" "),
  outlets: () => [],
  fallback: false,
  literal: [],
  problems: integrationProblems,
});
