import { z } from "zod";
import { isJsonObject } from "../../base/json";
import { defineNode } from "../define";
import { field, textOf } from "../fields";

const templated = (title: string, description: string) =>
  field(z.string().optional(), { title, description, control: "text", template: true });

/** Starts a Cursor background agent (reference 3.6). Port calls it deprecated but live. */
export const cursorAgent = defineNode({
  type: "CURSOR_AGENT",
  role: "action",
  family: "ai",
  title: "Cursor agent",
  description: "Let a Cursor agent change a repository.",
  icon: "square-terminal",
  config: z.looseObject({
    type: z.literal("CURSOR_AGENT"),
    apiKey: field(
      z.string().regex(/\S/, { error: 'The API key is empty. Use a secret: {{ .secrets["cursor-key"] }}.' }),
      {
        title: "API key",
        description: "From a secret.",
        control: "text",
        template: true,
      },
    ),
    prompt: field(
      z.looseObject({
        text: field(z.string().regex(/\S/, { error: "The prompt is empty. Say what the agent should do." }), {
          title: "Prompt",
          description: "What the agent should do.",
          control: "textarea",
          template: true,
        }),
      }),
      { title: "Prompt", description: "The task." },
    ),
    source: field(
      z
        .looseObject({
          repository: templated("Repository", "Address of the repository."),
          ref: templated("Branch", "Branch, tag or commit to start from."),
          prUrl: templated("Pull request", "Address of a pull request; overrides the repository."),
        })
        .optional(),
      { title: "Source", description: "What to work on." },
    ),
    model: templated("Model", "Which model; Cursor's own choice when absent."),
    target: field(
      z
        .looseObject({
          autoCreatePr: field(z.boolean().optional(), {
            title: "Open a pull request",
            description: "When the agent is done.",
            control: "toggle",
          }),
          branchName: templated("Branch name", "Of the agent's branch."),
        })
        .optional(),
      { title: "Target", description: "Where the result goes." },
    ),
  }),
  initial: () => ({
    type: "CURSOR_AGENT",
    apiKey: '{{ .secrets["cursor-key"] }}',
    prompt: { text: "Describe the change" },
    source: { repository: "" },
  }),
  summary: (config) => (isJsonObject(config.prompt) ? textOf(config.prompt.text) : ""),
  outlets: () => [],
  fallback: false,
  literal: [],
});
