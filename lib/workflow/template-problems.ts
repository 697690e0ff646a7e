import { isJsonObject } from "../base/json";
import type { Problem } from "../base/problem";
import { comparisonProblems } from "./comparison-problems";
import type { WorkflowDocument } from "./document";
import { type ExpressionPlace, expressionPlaces } from "./expression-places";
import { analyseExpression, analyseTemplate, type Expression } from "./expressions";
import { labelled, type ReferencePlace, referenceProblems } from "./reference-problems";
import { type Surroundings, surroundings } from "./surroundings";

/**
 * Everything that is wrong with the templates and the bare jq of a document. `secrets`: the names of the secrets
 * that there are; without it no reference to a secret is looked up.
 */
export function templateProblems(
  document: WorkflowDocument,
  secrets?: ReadonlySet<string>,
  whole = surroundings(document, secrets),
): Problem[] {
  const inputs = inputNames(document);
  return document.nodes.flatMap((node, index) => {
    const context: Context = { ...whole, node, inputs };
    return expressionPlaces(node, index).flatMap((place) => {
      const found = place.kind === "template" ? textProblems(place, context) : bareProblems(place, context);
      // What is wrong in a key has no place inside the value.
      return place.isKey ? found.map(({ span: _, fix: __, ...problem }) => problem) : found;
    });
  });
}

/** `inputs`: the names of the inputs of all triggers. */
type Context = Surroundings & { inputs: ReadonlySet<string> };
type Place = ReferencePlace & { context: Context };

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
    expressionProblems(expression, { text, at, start, context, reads, kind: "template" }),
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
    kind: "jq",
  });
}

function expressionProblems(expression: Expression, place: Place): Problem[] {
  const { at, start, context } = place;
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
  return [...referenceProblems(expression, place), ...comparisonProblems(expression, place)];
}

/** Longer expressions are not searched for hyphens, which takes more than linear time in bad cases. */
const longest = 10_000;

/** `.outputs.create-resource` is a subtraction in jq; authors mean the node (reference 6.1). */
function hyphenProblem(expression: Expression, { text, at, start, context }: Place): Problem | undefined {
  if (expression.text.length > longest || !expression.text.includes("-")) return undefined;
  const pattern = /\.(outputs|secrets)((?:\.[A-Za-z_]\w*)*?)\.([A-Za-z_]\w*(?:-[A-Za-z0-9_]+)+)(?!\w*\s*\()/g;
  for (const match of expression.text.matchAll(pattern)) {
    const [whole, root = "", middle = "", dashed = ""] = match;
    const names = root === "outputs" && middle === "" ? context.graph.nodes : context.inputs;
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

function longestKnown(dashed: string, known: { has(name: string): boolean }): string | undefined {
  for (let name = dashed; name.includes("-"); name = name.slice(0, name.lastIndexOf("-")))
    if (known.has(name)) return name;
  return undefined;
}
