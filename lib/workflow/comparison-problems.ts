import { nearest } from "../base/nearest";
import type { Problem } from "../base/problem";
import type { Ast } from "../jq";
import type { Expression } from "./expressions";
import { labelled, type ReferencePlace } from "./reference-problems";
import { shapeOfExpression } from "./shapes/expression-shape";
import { placeShape } from "./shapes/place-shape";
import { type Shape, typeWords } from "./shapes/shape";

/** A comparison with a constant, and what stands on the other side. */
interface Comparison {
  operator: "==" | "!=";
  constant: Ast & { type: "string" | "number" };
  value: string | number;
  other: Shape;
  otherSpan: { start: number; end: number };
}

/** Comparisons that always come out the same: with a value that a choice does not have, or of another type. */
export function comparisonProblems({ ast, text: source }: Expression, place: ReferencePlace): Problem[] {
  // Most expressions compare nothing, and then no shape is asked for.
  if (ast === undefined || !/[=!]=/.test(source)) return [];
  const { node, facts } = place.context;
  const found: Comparison[] = [];
  collect(ast, placeShape(node, place.reads, place.context.shapes(), facts), found);
  return found.flatMap((one) => problemOf(one, place));
}

/** Arguments that see the same input as the call. */
const sameInput = new Set(["select", "not", "if", "first", "last", "limit", "isempty", "error"]);
/** Arguments that see each item of the input. */
const eachItem = new Set(["map", "any", "all"]);

function collect(ast: Ast, input: Shape, found: Comparison[]): void {
  const inside = (...parts: (Ast | null)[]) => {
    for (const part of parts) if (part !== null) collect(part, input, found);
  };
  switch (ast.type) {
    case "binary":
      if (ast.operator === "==" || ast.operator === "!=")
        add(ast.operator, ast.left, ast.right, input, found);
      inside(ast.left, ast.right);
      break;
    case "pipe": {
      let shape = input;
      for (const stage of ast.stages) {
        collect(stage, shape, found);
        shape = shapeOfExpression(stage, shape);
      }
      break;
    }
    case "if":
      inside(ast.condition, ast.then, ast.otherwise);
      break;
    case "comma":
      inside(...ast.items);
      break;
    case "array":
    case "optional":
    case "negate":
    case "try":
      inside(ast.body);
      break;
    case "object":
      inside(...ast.entries.map(({ value }) => value));
      break;
    case "call": {
      const { name, args } = ast;
      const [only] = args;
      if (eachItem.has(name) && args.length === 1 && only !== undefined)
        collect(only, input.items ?? { from: "declared" }, found);
      else if (sameInput.has(name)) inside(...args);
      break;
    }
  }
}

function add(operator: "==" | "!=", left: Ast, right: Ast, input: Shape, found: Comparison[]): void {
  for (const [constant, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const value = constantOf(constant);
    if (value === undefined || constantOf(other) !== undefined) continue;
    const shape = shapeOfExpression(other, input);
    found.push({
      operator,
      constant: constant as Comparison["constant"],
      value,
      other: shape,
      otherSpan: { start: other.start, end: other.end },
    });
  }
}

function constantOf(ast: Ast): string | number | undefined {
  if (ast.type === "number") return Number(ast.text);
  if (ast.type !== "string" || ast.format !== null) return undefined;
  return ast.parts.every((part) => typeof part === "string") ? ast.parts.join("") : undefined;
}

function problemOf(comparison: Comparison, place: ReferencePlace): Problem[] {
  const { operator, constant, value, other, otherSpan } = comparison;
  const { text, at, start, context } = place;
  const outcome = operator === "==" ? "never true" : "always true";
  const name = text.slice(start + otherSpan.start, start + otherSpan.end).trim();
  const span = { start: start + constant.start, end: start + constant.end };
  const withConstant = (next: string, title: string) => ({
    title,
    edits: [{ at, value: text.slice(0, span.start) + next + text.slice(span.end) }],
  });
  const says = (
    code: string,
    message: string,
    severity: Problem["severity"],
    fix?: Problem["fix"],
  ): Problem[] => [
    { code, severity, at, message: labelled(at, context, message), span, ...(fix && { fix }) },
  ];
  const types = other.types?.filter((type) => type !== "null");
  if (types === undefined || types.length === 0) return [];
  const wanted = typeof value as "string" | "number";
  if (!types.includes(wanted)) {
    const isNumber =
      wanted === "string" && types.length === 1 && types[0] === "number" && String(value).trim() !== "";
    const number = isNumber && Number.isFinite(Number(value)) ? String(value).trim() : undefined;
    const isFlag = types.length === 1 && types[0] === "boolean" && (value === "true" || value === "false");
    const instead = number ?? (isFlag ? String(value) : undefined);
    return says(
      "type/never-equal",
      `${name} is a ${typeWords({ ...other, types })}${other.from === "seen" ? " in the last run" : ""}, and ${JSON.stringify(value)} is a ${wanted === "string" ? "text" : "number"}: this is ${outcome}.`,
      other.from === "seen" ? "info" : "warning",
      instead === undefined ? undefined : withConstant(instead, `Compare with ${instead}`),
    );
  }
  const { values } = other;
  if (values === undefined || values.length === 0 || values.includes(value)) return [];
  const texts = values.filter((one) => typeof one === "string");
  const [near] = nearest(String(value), texts, 1);
  return says(
    "type/never-equal",
    `${name} is one of ${values
      .slice(0, 8)
      .map((one) => JSON.stringify(one))
      .join(", ")}${values.length > 8 ? ", …" : ""} and never ${JSON.stringify(value)}: this is ${outcome}.`,
    "warning",
    near === undefined ? undefined : withConstant(JSON.stringify(near), `Use ${near}`),
  );
}
