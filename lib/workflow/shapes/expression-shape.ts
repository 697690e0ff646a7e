import { isJsonObject, type Json } from "../../base/json";
import type { Ast } from "../../jq";
import { compileExpression } from "../../template/expression";
import { isWholeString, scan } from "../../template/scan";
import { shapeOfValue } from "./from-value";
import { anything, eitherOf, fieldOf, objectOf, type Shape, type ShapeType, shapeOf } from "./shape";

const text = shapeOf("declared", "string");
const unknown = anything("declared");

const person = objectOf("declared", { email: text, firstName: text, lastName: text });
const trigger = objectOf("declared", { identifier: text, by: { shape: person, optional: true } });
const always = {
  secrets: shapeOf("declared", "object"),
  workflow: objectOf("declared", { identifier: text, versionIdentifier: text }),
  workflowRun: objectOf("declared", { identifier: text, createdAt: text, trigger }),
  workflowNodeRun: objectOf("declared", { identifier: text, createdAt: text }),
};

/** What every expression of a node reads (reference 6.2); `more` stands beside it. */
export function contextOf(outputs: Readonly<Record<string, Shape>>, more?: Record<string, Shape>): Shape {
  const base = baseContext(outputs);
  return more === undefined
    ? base
    : { ...base, fields: { ...base.fields, ...objectOf("declared", more).fields } };
}

const made = new WeakMap<object, Shape>();

/** Made once for all expressions of a document, which may be thousands. A node may not have run. */
function baseContext(outputs: Readonly<Record<string, Shape>>): Shape {
  const ready = made.get(outputs);
  if (ready !== undefined) return ready;
  const fields = Object.entries(outputs).map(([name, shape]) => [name, { shape, optional: true }] as const);
  const all: Shape = { from: "declared", types: ["object"], fields: Object.fromEntries(fields) };
  const context = objectOf("declared", { outputs: all, ...always });
  made.set(outputs, context);
  return context;
}

/** The shape of what a template tree gives; nothing is run. */
export function shapeOfTemplate(value: Json, context: Shape): Shape {
  if (typeof value !== "string")
    return isJsonObject(value) || Array.isArray(value) ? unknown : shapeOfValue(value);
  const scanned = scan(value);
  if (!scanned.ok) return unknown;
  const expressions = scanned.value.filter(({ kind }) => kind === "expression");
  const [only] = expressions;
  if (only === undefined || !isWholeString(value, scanned.value)) return text;
  const compiled = compileExpression(only.text);
  return compiled.ok ? shapeOfExpression(compiled.program.ast, context) : unknown;
}

/** What builtins give whatever they are given. */
const results: Partial<Record<string, ShapeType>> = {
  "tostring/0": "string",
  "tojson/0": "string",
  "ascii_downcase/0": "string",
  "ascii_upcase/0": "string",
  "join/1": "string",
  "ltrimstr/1": "string",
  "rtrimstr/1": "string",
  "trim/0": "string",
  "sub/2": "string",
  "gsub/2": "string",
  "implode/0": "string",
  "todate/0": "string",
  "strftime/1": "string",
  "type/0": "string",
  "tonumber/0": "number",
  "length/0": "number",
  "floor/0": "number",
  "ceil/0": "number",
  "round/0": "number",
  "now/0": "number",
  "fromdate/0": "number",
  "not/0": "boolean",
  "test/1": "boolean",
  "startswith/1": "boolean",
  "endswith/1": "boolean",
  "contains/1": "boolean",
  "has/1": "boolean",
  "any/0": "boolean",
  "all/0": "boolean",
  "true/0": "boolean",
  "false/0": "boolean",
  "null/0": "null",
  "map/1": "array",
  "keys/0": "array",
  "split/1": "array",
  "explode/0": "array",
  "to_entries/0": "array",
  "sort/0": "array",
  "sort_by/1": "array",
  "unique/0": "array",
  "group_by/1": "array",
  "from_entries/0": "object",
  "with_entries/1": "object",
};

const comparisons = new Set(["==", "!=", "<", "<=", ">", ">=", "and", "or"]);

/** The shape of an expression's first output, given its input's; as far as it is plain to see. */
export function shapeOfExpression(ast: Ast, input: Shape): Shape {
  const of = (part: Ast) => shapeOfExpression(part, input);
  switch (ast.type) {
    case "identity":
      return input;
    case "number":
      return shapeOf("declared", "number");
    case "string":
    case "format":
      return constantOf(ast) ?? text;
    case "index":
      return stepOf(of(ast.target), keyOf(ast.key));
    case "optional":
      return withNull(of(ast.body));
    case "iterate":
      return of(ast.target).items ?? unknown;
    case "array":
      return shapeOf("declared", "array", ast.body === null ? {} : { items: of(ast.body) });
    case "object":
      return shapeOf("declared", "object");
    case "negate":
      return shapeOf("declared", "number");
    case "pipe":
      return ast.stages.reduce((shape, stage) => shapeOfExpression(stage, shape), input);
    case "if":
      return ast.otherwise === null ? unknown : eitherOf(of(ast.then), of(ast.otherwise));
    case "binary":
      if (comparisons.has(ast.operator)) return shapeOf("declared", "boolean");
      if (ast.operator === "//") return eitherOf(withoutNull(of(ast.left)), of(ast.right));
      return sumOf(ast.operator, of(ast.left), of(ast.right));
    case "call": {
      const type = results[`${ast.name}/${ast.args.length}`];
      return type === undefined ? unknown : shapeOf("declared", type);
    }
    default:
      return unknown;
  }
}

/** The string that a constant expression is. */
function constantOf(ast: Ast): Shape | undefined {
  if (ast.type !== "string" || ast.format !== null || ast.parts.some((part) => typeof part !== "string"))
    return undefined;
  return { ...text, example: ast.parts.join("") };
}

function keyOf(key: Ast): string | number | undefined {
  if (key.type === "number") return Number(key.text);
  return key.type === "string" && key.parts.every((part) => typeof part === "string")
    ? key.parts.join("")
    : undefined;
}

function stepOf(target: Shape, key: string | number | undefined): Shape {
  if (key === undefined) return unknown;
  if (typeof key === "number") return target.items ? withNull(target.items) : unknown;
  const field = fieldOf(target, key);
  if (field === undefined) return unknown;
  return field.optional ? withNull(field.shape) : field.shape;
}

const withNull = (shape: Shape): Shape =>
  shape.types === undefined || shape.types.includes("null")
    ? shape
    : { ...shape, types: [...shape.types, "null"] };

const withoutNull = (shape: Shape): Shape =>
  shape.types === undefined ? shape : { ...shape, types: shape.types.filter((type) => type !== "null") };

function sumOf(operator: string, left: Shape, right: Shape): Shape {
  const [a, b] = [left.types, right.types];
  if (a?.length !== 1 || b?.length !== 1) return unknown;
  if (operator === "+" && a[0] === b[0]) return shapeOf("declared", a[0] as ShapeType);
  return a[0] === "number" && b[0] === "number" ? shapeOf("declared", "number") : unknown;
}
