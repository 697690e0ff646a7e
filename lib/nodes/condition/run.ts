import { isJsonObject, type Json } from "../../base/json";
import { labelsOf } from "../labels";
import type { RunError, Runner } from "../runner";

/**
 * Takes the first outlet whose expression gives `true`, and the fallback when none does (reference 4.1).
 * The expressions after it are not evaluated; one that fails, fails the node and with it the run.
 */
export const runCondition: Runner = async ({ config, node }, effects) => {
  const outlets = Array.isArray(config.outlets) ? config.outlets : [];
  for (const [index, outlet] of outlets.entries()) {
    if (!isJsonObject(outlet) || typeof outlet.identifier !== "string") continue;
    const { identifier } = outlet;
    const at = `/outlets/${index}/expression`;
    const expression = typeof outlet.expression === "string" ? outlet.expression : "";
    const result = effects.evaluate(expression);
    if (!result.ok) return { kind: "failed", error: failure(node.identifier, identifier, result.error, at) };
    if (result.value !== true) {
      if (result.value !== false)
        effects.log(
          "WARN",
          `The expression of outlet "${identifier}" gave ${show(result.value)}, which is neither true nor false; it counts as false.`,
        );
      continue;
    }
    return { kind: "done", outlet: identifier, ...labelsOf(outlet, effects) };
  }
  return { kind: "done", fallback: true };
};

const failure = (node: string, outlet: string, { code, message, hint }: RunError, at: string): RunError => ({
  code,
  message: `The expression of outlet "${outlet}" of "${node}" failed: ${message}`,
  hint: hint ?? "It is bare jq without braces. Look at what it reads in this run's outputs.",
  at,
});

function show(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
