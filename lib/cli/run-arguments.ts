import { err, ok, type Result } from "../base/result";
import type { WorkflowDocument, WorkflowNode } from "../workflow/document";
import { triggersOf } from "../workflow/graph";

/** The two sides of `NAME=VALUE`, split at the first equals sign. */
export function splitPair(text: string, option: string): Result<[name: string, value: string], string> {
  const at = text.indexOf("=");
  return at > 0
    ? ok([text.slice(0, at), text.slice(at + 1)])
    : err(`${option} "${text}" is not of the form NAME=VALUE.`);
}

/** `FROM=TO`: two base URLs. The first may hold an equals sign in no sensible case, so the first one splits. */
export function readHost(text: string): Result<{ from: string; to: string }, string> {
  const pair = splitPair(text, "--host");
  if (!pair.ok) return pair;
  const [from, to] = pair.value;
  const bad = [from, to].find((url) => !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol));
  return bad === undefined
    ? ok({ from, to })
    : err(`--host "${text}": "${bad}" is not an address that begins with https:// or http://.`);
}

/** The trigger that is named, or the only self-service trigger, or the only trigger. */
export function chooseTrigger(
  document: WorkflowDocument,
  wanted: string | undefined,
): Result<WorkflowNode, string> {
  const triggers = triggersOf(document);
  const names = triggers.map((node) => `"${node.identifier}"`).join(", ");
  if (wanted !== undefined) {
    const found = triggers.find((node) => node.identifier === wanted);
    return found ? ok(found) : err(`No trigger is called "${wanted}"; there is ${names || "none"}.`);
  }
  const forms = triggers.filter((node) => node.config.type === "SELF_SERVE_TRIGGER");
  const [only, ...others] = forms.length > 0 ? forms : triggers;
  if (only === undefined) return err("The workflow has no trigger.");
  return others.length === 0
    ? ok(only)
    : err(`The workflow has several triggers. Name one with --trigger: ${names}.`);
}
