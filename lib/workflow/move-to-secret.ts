import type { Json } from "../base/json";
import { fromPointer, valueAt } from "../base/pointer";
import type { Problem } from "../base/problem";
import type { WorkflowDocument } from "./document";
import { secretTemplate } from "./secret-path";
import { editText } from "./text-edit";
import { writtenSecrets } from "./written-secrets";

/** A credential that stands in a document, and a name that would suit it among the secrets. */
export interface WrittenCredential {
  name: string;
  value: string;
  /** The string it stands in, and where. */
  text: string;
  start: number;
  end: number;
}

/** The credential of a `secret/written-out` problem as it stands now; nothing when the text has changed since. */
export function credentialOf(document: WorkflowDocument, { at }: Problem): WrittenCredential | undefined {
  const part = writtenSecrets(document).find((problem) => problem.at === at)?.credential;
  const text = valueAt(document as Json, fromPointer(at));
  if (part === undefined || typeof text !== "string") return undefined;
  return { ...part, text, value: text.slice(part.start, part.end) };
}

/** The document's text with a template in the place of a credential, that reads the secret `name`. */
export function moveToSecret(
  text: string,
  at: string,
  { text: whole, start, end }: Pick<WrittenCredential, "text" | "start" | "end">,
  name: string,
): string {
  return editText(text, [{ at, value: whole.slice(0, start) + secretTemplate(name) + whole.slice(end) }]);
}
