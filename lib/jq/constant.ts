import type { Ast } from "./ast";
import { Budget, defaultLimits } from "./budget";
import { operationOf } from "./compile-binary";
import { numberLiteral } from "./decimal";
import { CompileFailure, LimitFailure, RuntimeFailure } from "./errors";
import { shown } from "./show";
import { isString, type JsonObject, kindOf, setMember, textOf, type Value } from "./value";

/** A key that is known before the program runs has to be a string. Throws `CompileFailure`. */
export function checkKey(key: Ast): void {
  const value = constantOf(key);
  if (value === undefined || isString(value)) return;
  throw new CompileFailure(`Cannot use ${kindOf(value)} (${shown(value)}) as object key`, key);
}

const literals: Record<string, Value> = { null: null, true: true, false: false };

/** The value of an expression that jq works out when it compiles; undefined for any other. */
function constantOf(ast: Ast): Value | undefined {
  switch (ast.type) {
    case "number":
      return numberLiteral(ast.text);
    case "string":
      return ast.format === null && ast.parts.every((part) => typeof part === "string")
        ? ast.parts.join("")
        : undefined;
    case "location":
      return { file: "<top-level>", line: ast.line };
    case "call":
      return ast.args.length === 0 && Object.hasOwn(literals, ast.name) ? literals[ast.name] : undefined;
    case "pipe": {
      const stages = ast.stages.filter(({ type }) => type !== "identity");
      return stages.length === 1 ? constantOf(stages[0]!) : undefined;
    }
    case "array":
      return allOf(ast.body === null ? [] : ast.body.type === "comma" ? ast.body.items : [ast.body]);
    case "object":
      return constantObject(ast);
    case "binary":
      return folded(ast);
    default:
      return undefined;
  }
}

function allOf(items: readonly Ast[]): Value[] | undefined {
  const values: Value[] = [];
  for (const item of items) {
    const value = constantOf(item);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}

function constantObject({ entries }: Extract<Ast, { type: "object" }>): JsonObject | undefined {
  const object: JsonObject = {};
  for (const entry of entries) {
    const key = constantOf(entry.key);
    const value = constantOf(entry.value);
    if (key === undefined || !isString(key) || value === undefined) return undefined;
    setMember(object, textOf(key), value);
  }
  return object;
}

/** An operation on two constants, where it succeeds. */
function folded({ operator, left, right }: Extract<Ast, { type: "binary" }>): Value | undefined {
  if (operator === "and" || operator === "or" || operator === "//") return undefined;
  const one = constantOf(left);
  const other = one === undefined ? undefined : constantOf(right);
  if (one === undefined || other === undefined) return undefined;
  try {
    return operationOf(operator)(new Budget({ ...defaultLimits, steps: 10_000, bytes: 100_000 }), one, other);
  } catch (failure) {
    if (failure instanceof RuntimeFailure || failure instanceof LimitFailure) return undefined;
    throw failure;
  }
}
