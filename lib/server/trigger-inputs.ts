import "server-only";
import type { Json, JsonObject } from "../base/json";
import { err, ok, type Result } from "../base/result";
import type { RunActor } from "../run/events";
import { inputSecret, sealContext } from "../run/sealed-inputs";
import type { WorkflowNode } from "../workflow/document";
import { contextOf, encryptedInputs, validateInputs } from "../workflow/inputs";
import { type ApiError, apiError } from "./api/errors";
import { pickProblems } from "./picks";
import { shown } from "./redact";
import type { Services } from "./running";
import type { Sealer } from "./sealer";

const formOf = ({ config }: WorkflowNode): JsonObject | undefined =>
  config.type === "SELF_SERVE_TRIGGER" ? (config.userInputs as JsonObject | undefined) : undefined;

/**
 * A form's inputs, checked and completed by the rules that the browser has (reference 2.2), and by the catalog; what
 * another trigger outputs is taken as it is.
 */
export async function readInputs(
  services: Pick<Services, "catalog" | "settings">,
  trigger: WorkflowNode,
  inputs: JsonObject,
  by: RunActor,
): Promise<Result<JsonObject, ApiError>> {
  if (trigger.config.type !== "SELF_SERVE_TRIGGER") return ok(inputs);
  const context = contextOf(by);
  const checked = validateInputs(formOf(trigger), inputs, context, true);
  const details = checked.ok
    ? await pickProblems(services, formOf(trigger), checked.value, context, by.email)
    : checked.error;
  if (checked.ok && details.length === 0) return checked;
  const [first] = details;
  const more = details.length > 1 ? ` (and ${details.length - 1} more)` : "";
  return err(apiError("invalid_inputs", `${first?.message ?? "The inputs are not valid."}${more}`, details));
}

/**
 * Seals the inputs that the server encrypts (reference 2.2), so that nothing of a run holds their values: its output
 * has a name in their place, and `sealed` is for its templates alone.
 */
export function sealInputs(
  sealer: Sealer,
  run: string,
  trigger: WorkflowNode,
  values: JsonObject,
): { output: JsonObject; sealed?: Record<string, string> } {
  const output: Record<string, Json> = { ...values };
  const sealed: Record<string, string> = {};
  for (const [name, { by }] of encryptedInputs(formOf(trigger))) {
    const value = values[name];
    if (by !== "server" || value === undefined || value === null) continue;
    sealed[name] = sealer.seal(sealContext(run, name), JSON.stringify(value));
    output[name] = shown([inputSecret(name)]);
  }
  return { output, ...(Object.keys(sealed).length > 0 && { sealed }) };
}
