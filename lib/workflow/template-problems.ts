import { isJsonObject } from "../base/json";
import { didYouMean, nearest } from "../base/nearest";
import { fromPointer } from "../base/pointer";
import type { Problem } from "../base/problem";
import type { Reference } from "../jq";
import type { WorkflowDocument, WorkflowNode } from "./document";
import { type ExpressionPlace, expressionPlaces } from "./expression-places";
import { analyseExpression, analyseTemplate, type Expression } from "./expressions";
import { graphOf, type Precedes, precedence } from "./graph";
import { placeName } from "./place-name";

/** Everything that is wrong with the templates and the bare jq of a document. */
export function templateProblems(document: WorkflowDocument): Problem[] {
  const graph = graphOf(document);
  const known = new Set(graph.nodes.keys());
  const inputs = inputNames(document);
  let ready: Precedes | undefined;
  const precedes: Precedes = (earlier, later) => {
    ready ??= precedence(graph);
    return ready(earlier, later);
  };
  return document.nodes.flatMap((node, index) => {
    const context = { document, node, known, precedes, inputs };
    return expressionPlaces(node, index).flatMap((place) => {
      const found = place.kind === "template" ? textProblems(place, context) : bareProblems(place, context);
      // What is wrong in a key has no place inside the value.
      return place.isKey ? found.map(({ span: _, fix: __, ...problem }) => problem) : found;
    });
  });
}

interface Context {
  document: WorkflowDocument;
  node: WorkflowNode;
  known: ReadonlySet<string>;
  precedes: Precedes;
  /** The names of the inputs of all triggers. */
  inputs: ReadonlySet<string>;
}

/** The names that forms give to inputs. */
function inputNames(document: WorkflowDocument): Set<string> {
  return new Set(
    document.nodes.flatMap(({ config }) =>
      isJsonObject(config.userInputs) && isJsonObject(config.userInputs.properties)
        ? Object.keys(config.userInputs.properties)
        : [],
    ),
  );
}

const labelled = (at: string, { document }: Context, text: string): string =>
  `${placeName(fromPointer(at), document)}: ${text}`;

function textProblems({ text, at, reads }: ExpressionPlace, context: Context): Problem[] {
  const { error, expressions } = analyseTemplate(text);
  if (error !== undefined)
    return [
      {
        code: "template/braces",
        severity: "error",
        at,
        message: labelled(at, context, `${error.message}. ${error.advice}`),
        span: { start: error.index, end: Math.min(text.length, error.index + 2) },
      },
    ];
  return expressions.flatMap(({ start, expression }) =>
    expressionProblems(expression, { text, at, start, context, reads }),
  );
}

function bareProblems({ text, at, reads }: ExpressionPlace, context: Context): Problem[] {
  if (text.trim() === "") return [];
  if (/^\s*\{\{[\s\S]*\}\}\s*$/.test(text)) {
    const inner = text.trim().slice(2, -2).trim();
    return [
      {
        code: "template/bare",
        severity: "error",
        at,
        message: labelled(at, context, "This is bare jq and takes no braces. Remove {{ and }}."),
        fix: { title: "Remove the braces", edits: [{ at, value: inner }] },
      },
    ];
  }
  return expressionProblems(analyseExpression(text), {
    text,
    at,
    start: 0,
    context,
    reads,
  });
}

interface Place {
  /** The whole string at `at`; the expression begins at `start`. */
  text: string;
  at: string;
  start: number;
  context: Context;
  reads: ExpressionPlace["reads"];
}

function expressionProblems(expression: Expression, place: Place): Problem[] {
  const { text, at, start, context } = place;
  const hyphen = hyphenProblem(expression, place);
  if (hyphen !== undefined) return [hyphen];
  if (expression.error !== undefined) {
    const { message, span, hint } = expression.error;
    return [
      {
        code: "template/jq",
        severity: "error",
        at,
        message: labelled(at, context, hint === undefined ? `${message}.` : `${message}. ${hint}`),
        span: { start: start + (span?.start ?? 0), end: start + (span?.end ?? expression.text.length) },
      },
    ];
  }
  if (place.reads === "own") return [];
  return expression.references.flatMap((reference) => {
    const found = referenceProblem(reference, place);
    return found === undefined
      ? []
      : [
          {
            ...found,
            span: { start: start + found.span.start, end: Math.min(text.length, start + found.span.end) },
          },
        ];
  });
}

/** Longer expressions are not searched for hyphens, which takes more than linear time in bad cases. */
const longest = 10_000;

/** `.outputs.create-resource` is a subtraction in jq; authors mean the node (reference 6.1). */
function hyphenProblem(expression: Expression, { text, at, start, context }: Place): Problem | undefined {
  if (expression.text.length > longest || !expression.text.includes("-")) return undefined;
  const pattern = /\.(outputs|secrets)((?:\.[A-Za-z_]\w*)*?)\.([A-Za-z_]\w*(?:-[A-Za-z0-9_]+)+)(?!\w*\s*\()/g;
  for (const match of expression.text.matchAll(pattern)) {
    const [whole, root = "", middle = "", dashed = ""] = match;
    const names = root === "outputs" && middle === "" ? context.known : context.inputs;
    const key = longestKnown(dashed, names) ?? dashed;
    const blamed = expression.error?.span?.start ?? -1;
    const within = blamed >= match.index && blamed <= match.index + whole.length;
    // What is no known name and does not fail here may be a subtraction after all.
    if (!names.has(key) && !within) continue;
    const from = start + match.index;
    const end = from + whole.length - (dashed.length - key.length);
    const path = `.${root}${middle}[${JSON.stringify(key)}]`;
    return {
      code: "template/hyphen",
      severity: "error",
      at,
      message: labelled(
        at,
        context,
        `${text.slice(from, end)} is read as a subtraction, because of the hyphen. Write ${path}.`,
      ),
      span: { start: from, end },
      fix: {
        title: "Use bracket form",
        edits: [{ at, value: text.slice(0, from) + path + text.slice(end) }],
      },
    };
  }
  return undefined;
}

function longestKnown(dashed: string, known: ReadonlySet<string>): string | undefined {
  for (let name = dashed; name.includes("-"); name = name.slice(0, name.lastIndexOf("-")))
    if (known.has(name)) return name;
  return undefined;
}

/** What every template can read (reference 6.2); the later ones are those of older pages. */
const roots = [
  "outputs",
  "secrets",
  "workflow",
  "workflowRun",
  "workflowNodeRun",
  "result",
  "run",
  "inputs",
  "trigger",
];

function referenceProblem(
  reference: Reference,
  { text, at, start, context, reads }: Place,
): (Problem & { span: { start: number; end: number } }) | undefined {
  const first = reference.segments[0];
  const span = { start: reference.start, end: reference.end };
  const warn = (
    code: string,
    message: string,
    swap?: { segment: Reference["segments"][number]; name: string },
  ) => ({
    code,
    severity: "warning" as const,
    at,
    message: labelled(at, context, message),
    span,
    ...(swap && {
      fix: {
        title: `Use ${swap.name}`,
        edits: [{ at, value: withSegment(text, start, swap.segment, swap.name) }],
      },
    }),
  });
  if (first !== undefined && reads === "run" && !roots.includes(reference.root)) {
    const [near] = nearest(reference.root, roots, 1);
    if (near === undefined) return undefined;
    return warn("template/unknown-root", `.${reference.root} is always null here. Did you mean .${near}?`, {
      segment: first,
      name: near,
    });
  }
  const node = reference.path[0];
  if (reference.root !== "outputs" || typeof node !== "string" || node === "trigger") return undefined;
  if (!context.known.has(node)) {
    const near = nearest(node, [...context.known, "trigger"]);
    const segment = reference.segments[1];
    return warn(
      "template/unknown-node",
      `no node is called "${node}", so this is always null.${didYouMean(near)}`,
      near[0] === undefined || segment === undefined ? undefined : { segment, name: near[0] },
    );
  }
  const own = context.node.identifier;
  if (node === own)
    return warn(
      "template/own-output",
      reads === "result"
        ? "this node's own output is .result here."
        : `"${node}" has no output before it has run.`,
    );
  return context.precedes(node, own)
    ? undefined
    : warn("template/not-before", `"${node}" never runs before "${own}", so this is always null.`);
}

/** The string with one step of a path replaced, in dot form or brackets as it was. */
function withSegment(
  text: string,
  start: number,
  segment: Reference["segments"][number],
  name: string,
): string {
  const from = start + segment.start;
  const to = start + segment.end;
  const raw = text.slice(from, to);
  const key = String(segment.key);
  const at = raw.lastIndexOf(key);
  const plain = /^[A-Za-z_]\w*$/.test(name) || raw.includes('"');
  if (at < 0 || !plain)
    return (
      text.slice(0, from) +
      (raw.startsWith(".") || raw.startsWith("[") ? "" : "") +
      bracketed(raw, name) +
      text.slice(to)
    );
  return text.slice(0, from) + raw.slice(0, at) + name + raw.slice(at + key.length) + text.slice(to);
}

const bracketed = (raw: string, name: string): string =>
  raw.startsWith(".") || raw.startsWith("[") ? `[${JSON.stringify(name)}]` : JSON.stringify(name);
