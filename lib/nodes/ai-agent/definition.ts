import { z } from "zod";
import { mcpServers, modelFields, modelProblems, userPrompt } from "../ai/fields";
import { defineNode } from "../define";
import { field, textOf } from "../fields";

/** Gives a task to a named agent (reference 3.5). */
export const aiAgent = defineNode({
  type: "AI_AGENT",
  role: "action",
  family: "ai",
  title: "AI agent",
  description: "Give a task to a named agent.",
  icon: "bot",
  config: z.looseObject({
    type: z.literal("AI_AGENT"),
    agentIdentifier: field(z.string().regex(/\S/, { error: "The agent is empty. Name one." }), {
      title: "Agent",
      description: "Identifier of the agent.",
      control: "text",
      template: true,
    }),
    userPrompt,
    mcpServers,
    ...modelFields,
  }),
  initial: () => ({
    type: "AI_AGENT",
    agentIdentifier: "my_agent",
    userPrompt: "Look at {{ .outputs.trigger | tojson }}",
  }),
  summary: (config) => `ask ${textOf(config.agentIdentifier)}`.trim(),
  outlets: () => [],
  fallback: false,
  literal: ["mcpServers", "provider", "model", "outputSchema"],
  problems: modelProblems,
});
