import * as arithmetic from "./arithmetic";
import type { Ast } from "./ast";
import { compileBinary } from "./compile-binary";
import { compileCall, compileDefinition } from "./compile-call";
import {
  compileBreak,
  compileComma,
  compileIf,
  compileLabel,
  compilePipe,
  compileTry,
} from "./compile-control";
import { compileFold } from "./compile-fold";
import { compileIndex, compileIterate, compileSlice } from "./compile-path";
import { compileBinding } from "./compile-pattern";
import { compileUpdate } from "./compile-update";
import { compileArray, compileObject, compileString } from "./compile-value";
import { numberLiteral } from "./decimal";
import { CompileFailure } from "./errors";
import { formatNode } from "./formats";
import { located } from "./located";
import { give, type Step } from "./machine";
import { along, constantNode, directNode, type Node, pathNode, stepNode } from "./node";
import { climb, type Scope } from "./scope";
import type { Value } from "./value";

/** Compiles an expression in a scope; handed to the parts, so that no file imports in a circle. */
export type Compile = (ast: Ast, scope: Scope) => Node;

/** Makes an expression runnable. Throws `CompileFailure` where a name means nothing. */
export const compileAst: Compile = (ast, scope) => {
  switch (ast.type) {
    case "identity":
      return {
        ...pathNode(
          (machine) => give(machine),
          (_, value) => value,
          [],
        ),
        identity: true,
      };
    case "recurseDefault":
      return compileCall(
        { type: "call", name: "recurse", nameSpan: ast, args: [], ...spanOf(ast) },
        scope,
        compileAst,
      );
    case "number":
      return constantNode(numberLiteral(ast.text));
    case "string":
      return compileString(ast, scope, compileAst);
    case "format":
      return formatNode(ast.name, ast);
    case "variable":
      return compileVariable(ast, scope);
    case "location":
      return directNode(({ budget }): Value => {
        budget.bytes(64);
        return { file: "<top-level>", line: ast.line };
      }, []);
    case "index":
      return compileIndex(ast, scope, compileAst);
    case "slice":
      return compileSlice(ast, scope, compileAst);
    case "iterate":
      return compileIterate(ast, scope, compileAst);
    case "optional":
      return compileTry({ type: "try", body: ast.body, handler: null, ...spanOf(ast) }, scope, compileAst);
    case "array":
      return compileArray(ast, scope, compileAst);
    case "object":
      return compileObject(ast, scope, compileAst);
    case "negate":
      return compileNegate(ast, scope);
    case "pipe":
      return compilePipe(ast.stages, scope, compileAst);
    case "comma":
      return compileComma(ast.items, scope, compileAst);
    case "binary":
      return compileBinary(ast, scope, compileAst);
    case "update":
      return compileUpdate(ast, scope, compileAst);
    case "if":
      return compileIf(ast, scope, compileAst);
    case "try":
      return compileTry(ast, scope, compileAst);
    case "reduce":
    case "foreach":
      return compileFold(ast, scope, compileAst);
    case "as":
      return compileBinding(ast, scope, compileAst);
    case "define":
      return compileDefinition(ast, scope, compileAst);
    case "label":
      return compileLabel(ast, scope, compileAst);
    case "break":
      return compileBreak(ast, scope);
    case "call":
      return compileCall(ast, scope, compileAst);
  }
};

const spanOf = ({ start, end }: Ast) => ({ start, end });

function compileVariable(ast: Extract<Ast, { type: "variable" }>, scope: Scope): Node {
  const distance = scope.find("variable", ast.name);
  if (distance === null) {
    if (ast.name === "ENV") {
      return directNode(({ budget }): Value => {
        budget.bytes(64);
        return {};
      }, []);
    }
    throw new CompileFailure(`$${ast.name} is not defined`, ast);
  }
  if (distance === 0) return directNode((_, __, env) => env!.value, [], 1, true);
  if (distance === 1) return directNode((_, __, env) => env!.up!.value, [], 1, true);
  return directNode((_, __, env) => climb(env, distance)!.value, [], 1, true);
}

function compileNegate(ast: Extract<Ast, { type: "negate" }>, scope: Scope): Node {
  const body = compileAst(ast.body, scope);
  const { direct } = body;
  if (body.constant !== undefined && typeof body.constant !== "object") {
    const { constant } = body;
    if (typeof constant === "number") return constantNode(-constant);
  }
  const apply = located(ast, (value: Value) => arithmetic.negate(value));
  const step: Step = (machine) =>
    along(machine, body, (inner, result) => {
      inner.value = apply(result);
      inner.path = inner.path?.leave() ?? null;
      inner.code = give;
    });
  if (direct === null) return stepNode(step);
  return pathNode(
    step,
    (machine, value, env) => {
      const result = direct(machine, value, env);
      return result === undefined ? undefined : apply(result);
    },
    [body],
  );
}
