import { isJsonObject, type Json, type JsonObject } from "../base/json";
import type { Effects, StatusLabel } from "./runner";

/** The labels that an outlet gives its node run and its run, ready for a `done` outcome. */
export function labelsOf(
  outlet: JsonObject,
  effects: Pick<Effects, "render" | "evaluate">,
): { label?: StatusLabel; workflowLabel?: StatusLabel } {
  const label = labelOf(outlet.statusLabel, effects);
  const workflowLabel = labelOf(outlet.workflowStatusLabel, effects);
  return {
    ...(label === undefined ? {} : { label }),
    ...(workflowLabel === undefined ? {} : { workflowLabel }),
  };
}

/**
 * A label's text is a template when it holds `{{`, jq when it begins with `"` or `.` and gives a text, else
 * plain (reference 4.1). A label that fails is shown as written: it must not stop a run.
 */
function labelOf(
  value: Json | undefined,
  effects: Pick<Effects, "render" | "evaluate">,
): StatusLabel | undefined {
  if (!isJsonObject(value) || typeof value.text !== "string") return undefined;
  const variant = value.variant === "alert" ? "alert" : "success";
  return { text: labelText(value.text, effects), variant };
}

function labelText(text: string, effects: Pick<Effects, "render" | "evaluate">): string {
  if (text.includes("{{")) {
    const rendered = effects.render(text);
    if (!rendered.ok) return text;
    return typeof rendered.masked === "string" ? rendered.masked : JSON.stringify(rendered.masked ?? null);
  }
  if (!/^\s*[".]/.test(text)) return text;
  const evaluated = effects.evaluate(text);
  return evaluated.ok && typeof evaluated.value === "string" ? evaluated.value : text;
}
