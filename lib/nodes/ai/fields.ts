import { z } from "zod";
import { isJsonObject, type JsonObject } from "../../base/json";
import type { Problem } from "../../base/problem";
import { field } from "../fields";

/** What AI and AI_AGENT have in common (reference 3.5). */
export const modelFields = {
  provider: field(z.string().optional(), {
    title: "Provider",
    description: "With model, or neither.",
    control: "text",
  }),
  model: field(z.string().optional(), {
    title: "Model",
    description: "With provider, or neither.",
    control: "text",
  }),
  outputSchema: field(z.looseObject({}).optional(), {
    title: "Output schema",
    description: "JSON Schema of the answer; its type is object. Without one the answer is a text.",
    control: "schema",
  }),
};

export const userPrompt = field(
  z.string().regex(/\S/, { error: "The prompt is empty. Say what the model should do." }),
  {
    title: "Prompt",
    description: "What the model should do.",
    control: "textarea",
    template: true,
  },
);

export const mcpServers = field(z.array(z.looseObject({ identifier: z.string() })).optional(), {
  title: "MCP servers",
  description: "Servers whose tools the model may use, at most 5.",
  control: "identifiers",
});

/** Reference 5, rule 7: provider and model go together, and an answer is an object. */
export function modelProblems(config: JsonObject): Problem[] {
  const problems: Problem[] = [];
  const [present, absent] = config.provider === undefined ? ["model", "provider"] : ["provider", "model"];
  if ((config.provider === undefined) !== (config.model === undefined))
    problems.push({
      code: "ai/model-pair",
      severity: "error",
      at: `/${present}`,
      message: `${present} is set and ${absent} is not. Set both or neither.`,
      fix: { title: `Remove ${present}`, edits: [{ at: `/${present}`, value: undefined }] },
    });
  if (isJsonObject(config.outputSchema) && config.outputSchema.type !== "object")
    problems.push({
      code: "ai/output-schema",
      severity: "error",
      at: "/outputSchema",
      message: 'The output schema needs "type": "object" at its top.',
      fix: { title: "Set the type to object", edits: [{ at: "/outputSchema/type", value: "object" }] },
    });
  return problems;
}
