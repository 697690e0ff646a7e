import type { Runner } from "../runner";
import { askModelItself } from "./model";
import { askPort } from "./port";
import { questionOf } from "./question";

/**
 * Runs AI and AI_AGENT (reference 3.5): through Port's AI where Port's credentials are set, else with the model of
 * the settings. The output is `{response, invocationIdentifier}`; with `outputSchema` the response is the JSON as
 * text, checked, and mended once by the model when it is not valid.
 */
export const runAi: Runner = async (input, effects, signal) => {
  const question = questionOf(input.config);
  const { accounts } = effects.services;
  const through = effects.route({ method: "POST", url: `${effects.portBaseUrl}/v1/ai/invoke`, headers: [] });
  if (through.portAuth) return await askPort(question, input, effects, signal);
  if (accounts.ai !== undefined) return await askModelItself(question, accounts.ai, input, effects, signal);
  return {
    kind: "failed",
    error: {
      code: "ai/none",
      message: `"${input.node.identifier}" asks a model, and none is set.`,
      hint: "Set PORT_CLIENT_ID and PORT_CLIENT_SECRET, or SLIPWAY_AI_URL, SLIPWAY_AI_KEY and SLIPWAY_AI_MODEL, and start Slipway again.",
    },
  };
};
