import type { Ast, Pattern } from "../ast";

/** The expressions directly inside one, those in the keys of patterns too. */
export function childrenOf(node: Ast): Ast[] {
  const some = (...found: (Ast | null)[]): Ast[] => found.filter((one) => one !== null);
  switch (node.type) {
    case "string":
      return node.parts.filter((part) => typeof part !== "string");
    case "index":
      return [node.target, node.key];
    case "slice":
      return some(node.target, node.from, node.to);
    case "iterate":
      return [node.target];
    case "optional":
    case "negate":
    case "label":
      return [node.body];
    case "array":
      return some(node.body);
    case "object":
      return node.entries.flatMap(({ key, value }) => [key, value]);
    case "pipe":
      return node.stages;
    case "comma":
      return node.items;
    case "binary":
      return [node.left, node.right];
    case "update":
      return [node.target, node.value];
    case "if":
      return some(node.condition, node.then, node.otherwise);
    case "try":
      return some(node.body, node.handler);
    case "reduce":
      return [node.source, ...node.patterns.flatMap(keysOf), node.init, node.update];
    case "foreach":
      return some(node.source, ...node.patterns.flatMap(keysOf), node.init, node.update, node.extract);
    case "as":
      return [node.source, ...node.patterns.flatMap(keysOf), node.body];
    case "define":
      return [node.definition.body, node.body];
    case "call":
      return node.args;
    default:
      return [];
  }
}

function keysOf(pattern: Pattern): Ast[] {
  if (pattern.type === "variable") return [];
  if (pattern.type === "array") return pattern.items.flatMap(keysOf);
  return pattern.entries.flatMap(({ key, value }) => [
    ...(key === null ? [] : [key]),
    ...(value === null ? [] : keysOf(value)),
  ]);
}
