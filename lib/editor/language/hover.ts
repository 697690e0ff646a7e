import { type BuiltinDoc, builtinDocs, isSecret, type Reference, references, valuesAt } from "../../jq";
import { normalizeQuotes } from "../../template/expression";
import { typeWords } from "../../workflow/shapes/shape";
import { nodeRead, type Preview, type PreviewOrigin } from "../preview";
import { own } from "../preview-context";
import { printValue, typeOfValue, type ValueType } from "../print-value";
import type { ExpressionCaret } from "./caret";
import type { LanguageFacts } from "./facts";

/** What a hover says, and which part of the string's value it is about. */
export interface HoverText {
  start: number;
  end: number;
  /** Markdown. */
  lines: string[];
}

/** What stands under the mouse inside an expression: a step of a path, or a function of jq. */
export function hoverAt(caret: ExpressionCaret, facts: LanguageFacts, now: number): HoverText | undefined {
  const { expression, offset, start } = caret;
  for (const reference of references(normalizeQuotes(expression))) {
    const index = reference.segments.findIndex((one) => one.start <= offset && offset <= one.end);
    const segment = reference.segments[index];
    if (segment === undefined) continue;
    return {
      start: start + (reference.segments[0]?.start ?? segment.start),
      end: start + segment.end,
      lines: pathLines(reference, index, caret, facts, now),
    };
  }
  const step = stepAt(expression, offset);
  if (step !== undefined) {
    const lines = stepLines(expression.slice(0, step.end), step.text, caret, facts, now);
    return lines && { start: start + step.start, end: start + step.end, lines };
  }
  const word = wordAt(expression, offset);
  const doc = word && builtinDocs.find(({ name }) => name === word.text);
  return doc ? { start: start + word.start, end: start + word.end, lines: builtinLines(doc) } : undefined;
}

/** A step whose value only running what stands before it can tell, as in `map(.name)`. */
function stepLines(
  before: string,
  step: string,
  { string, expression }: ExpressionCaret,
  facts: LanguageFacts,
  now: number,
): string[] | undefined {
  const values = valuesAt(normalizeQuotes(before), facts.context(string.node, string.nodeType, string.place));
  if (values.length === 0) return undefined;
  const types = [...new Set(values.map(typeOfValue))].join(" or ");
  const node = references(normalizeQuotes(expression))
    .map((reference) => nodeRead(reference, facts.data))
    .find((name) => name !== undefined);
  const origin = node === undefined ? undefined : own(facts.data.origins, node);
  const count =
    values.length === 1 ? "" : values.length < 50 ? `${values.length} values` : "50 values or more";
  const shown = values.slice(0, 5).map((value) => printValue(value, 200));
  return [
    [`\`${step}\``, types, count, origin === undefined ? "" : originText(origin, now)]
      .filter(Boolean)
      .join(" · "),
    codeBlock(shown.join("\n") + (values.length > 5 ? "\n…" : ""), "plaintext"),
  ];
}

function stepAt(text: string, offset: number): { text: string; start: number; end: number } | undefined {
  for (const match of text.matchAll(/\.[A-Za-z_]\w*/g)) {
    const end = match.index + match[0].length;
    if (match.index <= offset && offset <= end) return { text: match[0], start: match.index, end };
  }
  return undefined;
}

function pathLines(
  reference: Reference,
  index: number,
  caret: ExpressionCaret,
  facts: LanguageFacts,
  now: number,
): string[] {
  const { string } = caret;
  const steps = reference.segments.slice(0, index + 1).map(({ key }) => key);
  const path = `\`${pathText(steps)}\``;
  if (steps[0] === "secrets" && steps.length > 1) {
    const name = String(steps[1]);
    return facts.data.secrets.includes(name)
      ? [`${path} · secret`, "Its value is used in runs and shown nowhere."]
      : [`${path} · null`, `No secret is called "${name}". Add it on the secrets page.`];
  }
  const value = follow(facts.context(string.node, string.nodeType, string.place), steps);
  const node = nodeRead({ ...reference, path: steps.slice(1) }, facts.data);
  const origin = node === undefined ? undefined : own(facts.data.origins, node);
  const from =
    node === undefined
      ? ""
      : origin === undefined
        ? facts.nodes.has(node)
          ? "has not run yet"
          : "no node of this name"
        : originText(origin, now);
  const shape = facts.shapeAt(string.node, string.place, steps);
  // Without a value the shape says what will be there.
  const type =
    (value ?? null) === null && shape?.types !== undefined ? typeWords(shape) : typeOfValue(value ?? null);
  const optional = facts.isOptional(string.node, string.place, steps) && steps.length > 2 ? "optional" : "";
  const head = [path, type, optional, from].filter(Boolean).join(" · ");
  return [
    head,
    ...(value === undefined || value === null
      ? []
      : [codeBlock(printValue(value, 600), languageOf(typeOfValue(value)))]),
    ...(origin?.stale === undefined ? [] : [`${origin.stale}.`]),
  ];
}

/** Signature, summary and an example of a function of jq, as Markdown. */
export function builtinLines(doc: BuiltinDoc): string[] {
  const { program, input, output } = doc.example;
  const shown = output.map((one) => JSON.stringify(one)).join(", ");
  return [
    `\`${doc.signature}\``,
    doc.summary,
    codeBlock(`${JSON.stringify(input)} | ${program}\n# ${shown === "" ? "no output" : shown}`, "plaintext"),
  ];
}

/** The hover over a preview: all of the value, its type, where it comes from, and what is odd about it. */
export function previewLines(preview: Preview, now: number): string[] {
  if (preview.state === "error") return [preview.detail, ...(preview.reason ? [preview.reason] : [])];
  return [
    [preview.state === "null" ? "null" : preview.type, originText(preview.origin, now)]
      .filter(Boolean)
      .join(" · "),
    ...(preview.state === "null" ? [] : [codeBlock(preview.detail, languageOf(preview.type))]),
    ...(preview.reason === undefined ? [] : [preview.reason]),
    ...(preview.stale === undefined ? [] : [`${preview.stale}.`]),
    ...(preview.secrets.length === 0 ? [] : [`Holds ${named(preview.secrets)}; runs send the real value.`]),
  ];
}

const named = (secrets: readonly string[]): string =>
  `the secret${secrets.length > 1 ? "s" : ""} ${secrets.join(", ")}`;

/** Where a preview comes from, in words. */
export function originText(origin: Pick<PreviewOrigin, "kind" | "at">, now: number): string {
  switch (origin.kind) {
    case "last-run":
      return origin.at === undefined ? "last run" : `last run, ${ago(now - Date.parse(origin.at))}`;
    case "pinned":
      return "pinned output";
    case "sample":
      return "sample inputs";
    case "none":
      return "no data yet";
    case "fixed":
      return "";
  }
}

function ago(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  if (!(minutes >= 1)) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} days ago`;
}

/** A fence longer than any run of backticks inside, so that a value cannot end it. */
function codeBlock(text: string, language: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A string is shown without quotes, which makes it no JSON. */
const languageOf = (type: ValueType): string => (type === "string" ? "plaintext" : "json");

/** The steps from the root as jq writes them: `.outputs["create-it"].id`. */
export function pathText(steps: readonly (string | number)[]): string {
  return steps
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      if (/^[A-Za-z_]\w*$/.test(step)) return `.${step}`;
      return `${index === 0 ? "." : ""}[${JSON.stringify(step)}]`;
    })
    .join("");
}

function follow(value: unknown, steps: readonly (string | number)[]): unknown {
  let at = value;
  for (const one of steps) {
    if (typeof at !== "object" || at === null || isSecret(at)) return undefined;
    at = (at as Record<string, unknown>)[one];
  }
  return at;
}

function wordAt(text: string, offset: number): { text: string; start: number; end: number } | undefined {
  const start = offset - (/[@\w]*$/.exec(text.slice(0, offset))?.[0].length ?? 0);
  const end = offset + (/^\w*/.exec(text.slice(offset))?.[0].length ?? 0);
  return end > start ? { text: text.slice(start, end), start, end } : undefined;
}
