import type { Ast } from "../ast";

/** A key that is known before a program runs, and where it is written. */
export interface Constant {
  key: string | number;
  start: number;
  end: number;
}

/** Constants by the variables that hold them. */
export type Constants = ReadonlyMap<string, readonly Constant[]>;

/** Several alternatives of each of several parts multiply; a reader needs no more than this. */
const most = 50;

/** The keys that an expression gives whatever its input is; undefined when they depend on it. */
export function constantsOf(ast: Ast, variables: Constants): readonly Constant[] | undefined {
  const { start, end } = ast;
  const here = (keys: readonly (string | number)[]) => keys.map((key) => ({ key, start, end }));
  switch (ast.type) {
    case "number":
      return here([Number(ast.text)]);
    case "negate": {
      const keys = constantsOf(ast.body, variables)?.map(({ key }) => key);
      return keys?.every((key) => typeof key === "number") ? here(keys.map((key) => -key)) : undefined;
    }
    case "string":
      return ast.format === null ? joined(ast.parts, variables, here) : undefined;
    case "binary":
      return ast.operator === "+" ? joined([ast.left, ast.right], variables, here) : undefined;
    case "comma": {
      const items = ast.items.map((item) => constantsOf(item, variables));
      return items.every((item) => item !== undefined) ? items.flat().slice(0, most) : undefined;
    }
    case "variable":
      return variables.has(ast.name) ? here(variables.get(ast.name)!.map(({ key }) => key)) : undefined;
    default:
      return undefined;
  }
}

/** Every way to put the texts of some parts together. */
function joined(
  parts: readonly (string | Ast)[],
  variables: Constants,
  here: (keys: string[]) => Constant[],
): Constant[] | undefined {
  let texts = [""];
  for (const part of parts) {
    const keys =
      typeof part === "string"
        ? [part]
        : constantsOf(part, variables)
            ?.map(({ key }) => key)
            .slice(0, most);
    if (!keys?.every((key) => typeof key === "string")) return undefined;
    texts = texts.flatMap((text) => keys.map((key) => text + key)).slice(0, most);
  }
  return here(texts);
}

/** The steps of a path that is written as an array of keys. */
export function constantPath(ast: Ast | undefined, variables: Constants): Constant[] | undefined {
  if (ast?.type !== "array") return undefined;
  const items = ast.body === null ? [] : ast.body.type === "comma" ? ast.body.items : [ast.body];
  const steps = items.map((item) => constantsOf(item, variables));
  return steps.every((step) => step?.length === 1) ? steps.flatMap((step) => step ?? []) : undefined;
}
