import { z } from "zod";
import { defineNode } from "../define";
import { field, textOf } from "../fields";
import { mcpServers, modelFields, modelProblems, userPrompt } from "./fields";

/** Asks a language model (reference 3.5). */
export const ai = defineNode({
  type: "AI",
  role: "action",
  family: "ai",
  title: "AI",
  description: "Ask a language model.",
  icon: "sparkles",
  config: z.looseObject({
    type: z.literal("AI"),
    userPrompt,
    systemPrompt: field(z.string().optional(), {
      title: "System prompt",
      description: "How the model should behave.",
      control: "textarea",
      template: true,
      default: "",
    }),
    tools: field(z.array(z.string()).optional(), {
      title: "Tools",
      description: 'Names or regular expressions. None: all tools. ["^$"]: no tool.',
      control: "string-list",
    }),
    mcpServers,
    ...modelFields,
  }),
  initial: () => ({ type: "AI", userPrompt: "Summarise {{ .outputs.trigger | tojson }}" }),
  summary: (config) => textOf(config.userPrompt),
  outlets: () => [],
  fallback: false,
  literal: ["tools", "mcpServers", "provider", "model", "outputSchema"],
  problems: modelProblems,
});
