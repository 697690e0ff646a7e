import { isJsonObject, type Json } from "../base/json";
import { fromPointer, toPointer } from "../base/pointer";
import type { Problem } from "../base/problem";
import type { WorkflowDocument } from "./document";
import { placeName } from "./place-name";

/** What credentials look like. Lengths are bounded, so that no text takes long. */
const shapes: readonly { what: string; pattern: RegExp }[] = [
  { what: "a private key", pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/ },
  { what: "a GitHub token", pattern: /\b(?:gh[opsur]_[A-Za-z0-9]{20,300}|github_pat_\w{20,300})/ },
  { what: "a GitLab token", pattern: /\bglpat-[\w-]{16,300}/ },
  { what: "a Slack token", pattern: /\bxox[abeoprs]-[\w-]{10,300}/ },
  {
    what: "the address of a Slack webhook",
    pattern: /\bhooks\.slack\.com\/services\/T\w{5,20}\/B\w{5,20}\/\w{10,60}/,
  },
  { what: "an AWS key", pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/ },
  { what: "a Google key", pattern: /\bAIza[\w-]{35}/ },
  { what: "an API key", pattern: /\bsk[-_](?=[A-Za-z_-]{0,60}\d)[\w-]{20,300}/ },
  {
    what: "a JSON Web Token",
    pattern: /\beyJ[\w-]{8,1000}\.eyJ[\w-]{8,4000}\.[\w-]{8,1000}/,
  },
  { what: "a bearer token", pattern: /\bBearer\s{1,5}(?=[\w.~+/-]{0,200}\d)[\w.~+/-]{16,4000}=*/i },
  {
    what: "a user name with its password",
    pattern: /^Basic\s{1,5}(?=[\w+/]{0,200}[\d=])[\w+/]{8,1000}={0,2}$/i,
  },
  { what: "a password in an address", pattern: /\bhttps?:\/\/[^\s/:@{}]{1,100}:[^\s/@{}]{1,200}@/i },
];

/** Headers that carry nothing but credentials. */
const credentialHeader =
  /^(?:authorization|proxy-authorization|(?:x-)?api-?key|private-token|x-auth-token)$/i;

/** Longer texts are looked at up to here. */
const longest = 100_000;

/**
 * Credentials that stand in the text itself, where everyone who may read the workflow or its export sees them,
 * as warnings. Messages name the kind and never the value.
 */
export function writtenSecrets(document: WorkflowDocument): Problem[] {
  return document.nodes.flatMap((node, index) => {
    const found: Problem[] = [];
    collect(node.config, toPointer(["nodes", index, "config"]), document, found);
    collect(node.variables ?? null, toPointer(["nodes", index, "variables"]), document, found);
    return found;
  });
}

function collect(value: Json, at: string, document: WorkflowDocument, found: Problem[]): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) collect(item, `${at}/${index}`, document, found);
  } else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) collect(item, at + toPointer([key]), document, found);
  } else if (typeof value === "string") {
    const place = credentialIn(value, at);
    if (place === undefined) return;
    const { what, start, end } = place;
    found.push({
      code: "secret/written-out",
      severity: "warning",
      at,
      message: `${placeName(fromPointer(at), document)}: this looks like ${what}, for everyone to read. Add it to the secrets in the settings, write {{ .secrets.NAME }} here, and replace it where it came from.`,
      span: { start, end },
    });
  }
}

function credentialIn(whole: string, at: string): { what: string; start: number; end: number } | undefined {
  const text = whole.slice(0, longest);
  for (const { what, pattern } of shapes) {
    const match = pattern.exec(text);
    if (match !== null) return { what, start: match.index, end: match.index + match[0].length };
  }
  const path = fromPointer(at);
  const isCredential = path.at(-2) === "headers" && credentialHeader.test(String(path.at(-1)));
  return isCredential && /^[\x21-\x7e]{16,1000}$/.test(text) && !text.includes("{{")
    ? { what: "a credential", start: 0, end: text.length }
    : undefined;
}
