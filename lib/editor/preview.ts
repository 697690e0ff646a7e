import { Lru } from "../base/lru";
import { compile, containsTaint, explain, type Reference, references, taintedTexts } from "../jq";
import { compileExpression, evaluateExpression, normalizeQuotes } from "../template/expression";
import type { TemplateFailure } from "../template/failure";
import { render } from "../template/render";
import { isWholeString, scan } from "../template/scan";
import type { Place } from "./language/fields";
import { own, type PreviewData, previewContexts } from "./preview-context";
import { cut, printValue, typeOfValue, type ValueType } from "./print-value";

/** A preview's text is cut here. */
const previewLength = 60;

/**
 * Where a preview's data came from. `fixed`: from nothing that changes between runs; `none`: the data it
 * reads does not exist yet.
 */
export interface PreviewOrigin {
  kind: "last-run" | "sample" | "pinned" | "fixed" | "none";
  /** When the run gave it, ISO 8601. */
  at?: string;
}

/** What one expression gives now. */
export interface Preview {
  state: "value" | "null" | "error";
  /** One line, at most 60 characters; the message when it is an error. Secrets by name. */
  text: string;
  /** The same, longer. */
  detail: string;
  type: ValueType;
  origin: PreviewOrigin;
  /** Why the value may be out of date. */
  stale?: string;
  /** Why it is null, or what to do about the error. */
  reason?: string;
  /** Names of the secrets in the value. */
  secrets: string[];
}

/** A preview with its place in the string, braces included. */
export interface PlacedPreview extends Preview {
  start: number;
  end: number;
}

/** What a whole string gives. */
export interface StringPreview {
  /** One for each expression, in order; one for the first fault when the braces do not pair. */
  parts: PlacedPreview[];
  /** The string as it is sent; nothing when it cannot be rendered. */
  result?: Preview;
}

/** A string to preview, and where it stands. */
export interface PreviewRequest {
  value: string;
  syntax: "template" | "jq";
  place: Place;
  /** Identifier and type of its node. */
  node: string;
  nodeType: string;
}

export type Previewer = (request: PreviewRequest) => StringPreview;

/** Typing must never wait for a preview: what takes longer is given up, and says so. */
export const limits = { steps: 400_000, depth: 10_000, bytes: 8_000_000, milliseconds: 40 };

/** Previews strings against data; remembers what it has computed. */
export function createPreviewer(data: PreviewData): Previewer {
  const contextOf = previewContexts(data);
  const known = new Lru<string, StringPreview>(2_000);
  return (request) => {
    const key = JSON.stringify(Object.values(request));
    const ready = known.get(key);
    if (ready !== undefined) return ready;
    const context = contextOf(request.node, request.nodeType, request.place);
    const made =
      request.syntax === "jq"
        ? previewJq(request.value, context, data)
        : previewTemplate(request.value, context, data);
    known.set(key, made);
    return made;
  };
}

function previewJq(value: string, context: unknown, data: PreviewData): StringPreview {
  const compiled = compile(value);
  const outcome = compiled.ok ? compiled.value.first(context, { limits }) : compiled;
  const preview: Preview = outcome.ok
    ? valuePreview(outcome.value, value, context, data)
    : failed(outcome.error.message, outcome.error.hint, data);
  return { parts: [{ ...preview, start: 0, end: value.length }], result: preview };
}

function previewTemplate(value: string, context: unknown, data: PreviewData): StringPreview {
  const scanned = scan(value);
  if (!scanned.ok) {
    const { index, message } = scanned.error;
    return { parts: [{ ...failed(message), start: index, end: Math.min(index + 2, value.length) }] };
  }
  const parts = scanned.value.flatMap((part) => {
    if (part.kind === "text") return [];
    const outcome = evaluateExpression(compileExpression(part.text), context, { limits });
    const preview = outcome.ok
      ? valuePreview(outcome.value, normalizeQuotes(part.text), context, data)
      : failed(outcome.failure.message, outcome.failure.hint, data);
    return [{ ...preview, ...part.outer }];
  });
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only !== undefined && isWholeString(value, scanned.value)) {
    const { start: _start, end: _end, ...result } = only;
    return { parts, result };
  }
  if (parts.some((part) => part.state === "error")) return { parts };
  if (parts.some((part) => part.type === "unknown")) return { parts, result: joinedUnknown(value, parts) };
  const rendered = render(value, context, { throwOnError: true, limits });
  if (!rendered.ok) return { parts, result: failedRendering(rendered.error) };
  return { parts, result: { ...basics(rendered.value), state: "value", origin: mixedOrigin(parts) } };
}

function valuePreview(value: unknown, expression: string, context: unknown, data: PreviewData): Preview {
  const isNull = value === null || value === undefined;
  const read = references(expression);
  const reason = isNull ? whyNull(read, expression, context, data) : undefined;
  const stale = read.map((reference) => nodeOriginOf(reference, data)?.stale).find(Boolean);
  return {
    ...basics(value),
    state: isNull ? "null" : "value",
    origin: originOf(read, data),
    ...(reason === undefined ? {} : { reason }),
    ...(stale === undefined ? {} : { stale }),
  };
}

const basics = (value: unknown) => ({
  text: printValue(value, previewLength),
  detail: printValue(value, 600),
  type: typeOfValue(value),
  secrets: containsTaint(value) ? [...new Set(taintedTexts(value).flatMap(({ names }) => names))].sort() : [],
});

/** What fails here because a secret's name stands for its value, and not in a run. */
const READING = /cannot be parsed as|is not (?:a )?valid (?:JSON|base|uri)|does not match format/;

/** The preview of something that reads a secret's value, which only runs have; nothing when that is not why it fails. */
export function ofSecret(message: string, data: PreviewData): Preview | undefined {
  if (!READING.test(message)) return undefined;
  // A long name is cut in an error's message.
  const named = Array.from(message.matchAll(/‹secret:([^›.+]+)(›?)/g));
  const secrets = data.secrets.filter((name) =>
    named.some(([, start = "", end]) => (end === "" ? name.startsWith(start) : name === start)),
  );
  if (secrets.length === 0) return undefined;
  const text = secrets.map((name) => `‹secret:${name}›`).join(" ");
  const reason = "It depends on the value of the secret, which only a run has.";
  return { state: "value", text, detail: text, type: "unknown", origin: { kind: "fixed" }, reason, secrets };
}

/** A text around parts that only a run can tell. */
function joinedUnknown(value: string, parts: readonly PlacedPreview[]): Preview {
  const detail = [...parts]
    .reverse()
    .reduce((text, part) => text.slice(0, part.start) + part.text + text.slice(part.end), value);
  const [first] = parts.filter((part) => part.type === "unknown");
  const secrets = [...new Set(parts.flatMap((part) => part.secrets))].sort();
  return {
    ...(first?.reason === undefined ? {} : { reason: first.reason }),
    state: "value",
    text: cut(detail, previewLength),
    detail,
    type: "unknown",
    origin: mixedOrigin(parts),
    secrets,
  };
}

function failed(message: string, hint?: string, data?: PreviewData): Preview {
  const secret = data && ofSecret(message, data);
  if (secret !== undefined) return secret;
  const plain = sentence(message.replace(/^jq: (compile )?error: /, ""));
  return {
    state: "error",
    text: cut(plain, previewLength),
    detail: plain,
    type: "nothing",
    origin: { kind: "none" },
    ...(hint === undefined ? {} : { reason: hint }),
    secrets: [],
  };
}

const failedRendering = (failure: TemplateFailure): Preview => failed(failure.message, failure.hint);

/** A message may begin with a name of the author's, `foo/0 is not defined`, which keeps its letters. */
const sentence = (text: string): string =>
  /^[a-z]+[ ,]/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;

/** The node whose output a reference reads; `trigger` may stand for the one that fired. */
export function nodeRead({ root, path }: Reference, data: PreviewData): string | undefined {
  const [first] = path;
  if (root === "inputs" || root === "result") return undefined;
  if (root !== "outputs" || typeof first !== "string") return undefined;
  const isAlias = first === "trigger" && own(data.outputs, first) === undefined;
  return isAlias ? data.workflowRun.trigger.identifier : first;
}

function nodeOriginOf(reference: Reference, data: PreviewData) {
  const node = reference.root === "inputs" ? data.workflowRun.trigger.identifier : nodeRead(reference, data);
  return node === undefined ? undefined : own(data.origins, node);
}

/** The least certain of the sources that an expression reads. */
function originOf(read: readonly Reference[], data: PreviewData): PreviewOrigin {
  let result: PreviewOrigin = { kind: "fixed" };
  for (const reference of read) {
    const { root } = reference;
    if (root === "outputs" || root === "inputs") {
      const origin = nodeOriginOf(reference, data);
      if (origin === undefined && nodeRead(reference, data) !== undefined) return { kind: "none" };
      if (origin?.kind === "sample") result = { kind: "sample" };
      else if (origin?.kind === "pinned" && result.kind !== "sample") result = { kind: "pinned" };
      else if (origin?.kind === "last-run" && result.kind === "fixed")
        result = { kind: "last-run", ...(origin.at === undefined ? {} : { at: origin.at }) };
    } else if (root === "form" || root === "diff" || root === "context") {
      result = { kind: data.hasRun ? "last-run" : "sample" };
    } else if (root === "result" || root === "response") {
      if (!data.hasRun) return { kind: "none" };
      result = { kind: "last-run" };
    } else if (root !== "secrets" && root !== "" && result.kind === "fixed") {
      result = { kind: data.hasRun ? "last-run" : "sample" };
    }
  }
  return result;
}

function mixedOrigin(parts: readonly Preview[]): PreviewOrigin {
  const order = ["none", "sample", "pinned", "last-run", "fixed"] as const;
  const origins = parts.map((part) => part.origin);
  for (const kind of order) {
    const found = origins.find((origin) => origin.kind === kind);
    if (found !== undefined) return found;
  }
  return { kind: "fixed" };
}

/** The first thing that an author can do something about; else what jq itself can say. */
function whyNull(
  read: readonly Reference[],
  expression: string,
  context: unknown,
  data: PreviewData,
): string | undefined {
  const known = missingSource(read, data);
  if (known !== undefined) return known;
  const { message } = explain(expression, context);
  return message === "" ? undefined : message;
}

/** Why an expression has no value, when it is because of a node or a secret; else nothing. */
export const whyEmpty = (expression: string, data: PreviewData): string | undefined =>
  missingSource(references(expression), data);

function missingSource(read: readonly Reference[], data: PreviewData): string | undefined {
  for (const reference of read) {
    const [first] = reference.path;
    if (reference.root === "secrets" && typeof first === "string" && !data.secrets.includes(first))
      return `No secret is called "${first}". Add it on the secrets page.`;
    const node = nodeRead(reference, data);
    if (node === undefined || own(data.outputs, node) !== undefined) continue;
    if (!data.nodes.includes(node)) return `No node is called "${node}".`;
    if (data.large.includes(node))
      return `The output of "${node}" is too large for previews. A run reads all of it.`;
    return data.hasRun
      ? `"${node}" gave no output in the last run.`
      : `"${node}" has not run yet. Run the workflow to see its output here.`;
  }
  return undefined;
}
