import type { Json } from "../base/json";
import { fromPointer } from "../base/pointer";
import type { Problem } from "../base/problem";
import type { WorkflowDocument } from "./document";
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
  const text = stringAt(document as Json, at);
  if (part === undefined || text === undefined) return undefined;
  return { ...part, text, value: text.slice(part.start, part.end) };
}

/** The document's text with a template in the place of a credential, that reads the secret `name`. */
export function moveToSecret(
  text: string,
  at: string,
  { text: whole, start, end }: Pick<WrittenCredential, "text" | "start" | "end">,
  name: string,
): string {
  const template = `{{ .secrets[${JSON.stringify(name)}] }}`;
  return editText(text, [{ at, value: whole.slice(0, start) + template + whole.slice(end) }]);
}

function stringAt(value: Json, at: string): string | undefined {
  let found: Json | undefined = value;
  for (const step of fromPointer(at))
    found = found !== null && typeof found === "object" ? (found as Record<string, Json>)[step] : undefined;
  return typeof found === "string" ? found : undefined;
}
