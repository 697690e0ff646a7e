import { isJsonObject, type Json } from "../base/json";
import { fromPointer, toPointer } from "../base/pointer";
import type { Problem } from "../base/problem";
import { definitionOf } from "../nodes/definitions";
import type { WorkflowDocument, WorkflowNode } from "./document";
import { placeName } from "./place-name";

/**
 * What credentials look like; the group `secret` is the part that nobody may read, else it is the whole match.
 * Lengths are bounded, so that no text takes long.
 */
const shapes: readonly { what: string; name: string; pattern: RegExp }[] = [
  {
    what: "a private key",
    name: "private-key",
    pattern:
      /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----(?:[A-Za-z0-9+/=\s:,-]{0,20000}?-----END [A-Z ]{0,30}PRIVATE KEY-----)?/d,
  },
  {
    what: "a GitHub token",
    name: "github-token",
    pattern: /\b(?:gh[opsur]_[A-Za-z0-9]{20,300}|github_pat_\w{20,300})/d,
  },
  { what: "a GitLab token", name: "gitlab-token", pattern: /\bglpat-[\w-]{16,300}/d },
  { what: "a Slack token", name: "slack-token", pattern: /\bxox[abeoprs]-[\w-]{10,300}/d },
  {
    what: "the address of a Slack webhook",
    name: "slack-webhook",
    pattern: /\bhooks\.slack\.com\/services\/(?<secret>T\w{5,20}\/B\w{5,20}\/\w{10,60})/d,
  },
  { what: "an AWS key", name: "aws-access-key", pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/d },
  { what: "a Google key", name: "google-key", pattern: /\bAIza[\w-]{35}/d },
  { what: "an API key", name: "api-key", pattern: /\bsk[-_](?=[A-Za-z_-]{0,60}\d)[\w-]{20,300}/d },
  {
    what: "a JSON Web Token",
    name: "access-token",
    pattern: /\beyJ[\w-]{8,1000}\.eyJ[\w-]{8,4000}\.[\w-]{8,1000}/d,
  },
  {
    what: "a bearer token",
    name: "api-token",
    pattern: /\bBearer\s{1,5}(?<secret>(?=[\w.~+/-]{0,200}\d)[\w.~+/-]{16,4000}=*)/di,
  },
  {
    what: "a user name with its password",
    name: "basic-auth",
    pattern: /^Basic\s{1,5}(?<secret>(?=[\w+/]{0,200}[\d=])[\w+/]{8,1000}={0,2})$/di,
  },
  {
    what: "a password in an address",
    name: "address-login",
    pattern: /\bhttps?:\/\/(?<secret>[^\s/:@{}]{1,100}:[^\s/@{}]{1,200})@/di,
  },
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
    const add = (value: Json, ...path: string[]) =>
      collect(value, toPointer(["nodes", index, ...path]), (at, place) => {
        found.push(problemAt(document, at, place, takesTemplates(node, index, at)));
      });
    add(node.config, "config");
    add(node.variables ?? null, "variables");
    return found;
  });
}

/** Part of a text that looks like a credential. */
interface Found {
  what: string;
  name: string;
  /** The part that shows what it is. */
  match: [start: number, end: number];
  /** The part that is to be kept from others. */
  secret: [start: number, end: number];
}

function problemAt(document: WorkflowDocument, at: string, found: Found, movable: boolean): Problem {
  const { what, name, match, secret } = found;
  return {
    code: "secret/written-out",
    severity: "warning",
    at,
    message: `${placeName(fromPointer(at), document)}: this looks like ${what}, for everyone to read. Add it to the secrets in the settings, write {{ .secrets.NAME }} here, and replace it where it came from.`,
    span: { start: match[0], end: match[1] },
    ...(movable && { credential: { start: secret[0], end: secret[1], name } }),
  };
}

/** Whether a template at a place is rendered while the workflow runs: not in a form or in bare jq. */
function takesTemplates(node: WorkflowNode, index: number, at: string): boolean {
  const definition = definitionOf(node.config.type);
  if (definition === undefined || definition.role === "trigger") return false;
  const [, , area, key] = fromPointer(at);
  if (area === "config" && definition.literal?.includes(String(key))) return false;
  const own = (definition.expressions?.(node.config) ?? []).map(
    (place) => `/nodes/${index}/config${place.at}`,
  );
  return !own.includes(at);
}

function collect(value: Json, at: string, report: (at: string, found: Found) => void): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) collect(item, `${at}/${index}`, report);
  } else if (isJsonObject(value)) {
    for (const [key, item] of Object.entries(value)) collect(item, at + toPointer([key]), report);
  } else if (typeof value === "string") {
    const found = credentialIn(value, at);
    if (found !== undefined) report(at, found);
  }
}

function credentialIn(whole: string, at: string): Found | undefined {
  const text = whole.slice(0, longest);
  for (const { what, name, pattern } of shapes) {
    const indices = pattern.exec(text)?.indices;
    const match = indices?.[0];
    if (match !== undefined) return { what, name, match, secret: indices?.groups?.secret ?? match };
  }
  const path = fromPointer(at);
  const header = String(path.at(-1));
  const isCredential = path.at(-2) === "headers" && credentialHeader.test(header);
  if (!isCredential || !/^[\x21-\x7e]{16,1000}$/.test(text) || text.includes("{{")) return undefined;
  const all: [number, number] = [0, text.length];
  return { what: "a credential", name: header.toLowerCase(), match: all, secret: all };
}
