import { add } from "./arithmetic";
import type { Ast } from "./ast";
import type { Budget } from "./budget";
import type { Compile } from "./compile";
import { checkKey } from "./constant";
import { fail } from "./errors";
import { formatter } from "./formats";
import { inheritKeys, setKey } from "./keys";
import { place } from "./located";
import { backtrack, Continuation, give, type Machine, type Step } from "./machine";
import { aside, constantNode, directNode, type Node, pathNode, Resume, stepNode } from "./node";
import { copyOf, roomFor } from "./object-room";
import type { Scope } from "./scope";
import { shown } from "./show";
import { isString, type JsonObject, kindOf, type Value } from "./value";

/** What gathering one more value takes, and a number it may be. */
const itemBytes = 24;

/** What an array takes that grows as values come: engines make room for seventeen at once. */
const arrayBytes = 192;

/** Gathers values and goes back for more. */
class Collect extends Continuation {
  declare private readonly items: Value[];

  constructor(machine: Machine, items: Value[]) {
    super(machine, machine.next);
    this.items = items;
  }

  resume(machine: Machine): void {
    machine.budget.bytes(itemBytes);
    this.items.push(machine.value);
    machine.code = backtrack;
  }
}

/** Reached when nothing more is to be gathered. */
class Collected extends Resume {
  declare private readonly items: Value[];

  constructor(machine: Machine, items: Value[]) {
    super(machine, give);
    this.items = items;
  }

  override resume(machine: Machine): void {
    super.resume(machine);
    machine.value = this.items;
  }
}

export function compileArray(ast: Extract<Ast, { type: "array" }>, scope: Scope, compile: Compile): Node {
  if (ast.body === null) {
    return directNode(({ budget }): Value => {
      budget.bytes(32);
      return [];
    }, []);
  }
  return collect(compile(ast.body, scope));
}

/** All outputs of a node as one array. Where a path is asked for, what the node goes through is checked for it. */
export function collect(body: Node): Node {
  const step: Step = (machine) => {
    const items: Value[] = [];
    machine.budget.bytes(arrayBytes);
    machine.push(new Collected(machine, items));
    machine.next = new Collect(machine, items);
    machine.code = body.step;
  };
  const { each } = body;
  if (each === null) return stepNode(step);
  return pathNode(
    step,
    (machine, value, env) => {
      const items: Value[] = [];
      const { budget } = machine;
      budget.bytes(arrayBytes);
      each(machine, value, env, (item) => {
        budget.bytes(itemBytes);
        items.push(item);
      });
      return items;
    },
    [body],
  );
}

export function compileObject(ast: Extract<Ast, { type: "object" }>, scope: Scope, compile: Compile): Node {
  const entries = ast.entries.map((entry) => {
    const key = compile(entry.key, scope);
    checkKey(entry.key);
    return { key, value: compile(entry.value, scope), span: entry.key };
  });
  const parts = entries.flatMap(({ key, value }) => [key, value]);
  if (parts.every((part) => part.direct !== null)) {
    const quick = entries.map(({ key, value, span }) => ({
      key: key.direct!,
      value: value.direct!,
      constant: key.constant !== undefined && Number.isNaN(Number.parseInt(String(key.constant), 10)),
      span,
    }));
    return directNode((machine, value, env) => {
      const result: JsonObject = {};
      machine.budget.bytes(64 + 16 * quick.length);
      for (const entry of quick) {
        const key = entry.key(machine, value, env);
        if (key === undefined) return undefined;
        const item = entry.value(machine, value, env);
        if (item === undefined) return undefined;
        if (entry.constant && typeof key === "string" && key !== "__proto__") result[key] = item;
        else putEntry(machine.budget, result, key, item, entry.span);
      }
      return result;
    }, parts);
  }
  // The first entry is the outermost loop; what is built so far is copied, since loops inside share it.
  const build = (machine: Machine, at: number, sofar: JsonObject): void => {
    const entry = entries[at];
    if (entry === undefined) {
      machine.value = sofar;
      machine.code = give;
      return;
    }
    aside(machine, entry.key, (afterKey, key) =>
      aside(afterKey, entry.value, (inner, item) => {
        const next = inheritKeys(sofar, copyOf(inner.budget, sofar));
        putEntry(inner.budget, next, key, item, entry.span);
        build(inner, at + 1, next);
      }),
    );
  };
  return stepNode((machine) => build(machine, 0, {}));
}

function putEntry(budget: Budget, object: JsonObject, key: Value, item: Value, span: Ast): void {
  try {
    if (!isString(key)) fail(badKey(key));
    roomFor(budget, object, key);
    setKey(object, key, item);
  } catch (failure) {
    throw place(failure, span);
  }
}

const badKey = (key: Value): string => `Cannot use ${kindOf(key)} (${shown(key)}) as object key`;

/** A string; interpolated values go through the format, the last one being the outermost loop. */
export function compileString(ast: Extract<Ast, { type: "string" }>, scope: Scope, compile: Compile): Node {
  const format = formatter(ast.format ?? "@text", ast);
  const constant = ast.parts.every((part) => typeof part === "string");
  if (constant) {
    const text = ast.parts.join("");
    return constantNode(text);
  }
  const parts = ast.parts.map((part): Node => {
    if (typeof part === "string") return directNode(() => part, []);
    return compile(part, scope);
  });
  const literal = ast.parts.map((part) => typeof part === "string");
  const render = (machine: Machine, value: Value, at: number): Value => {
    if (literal[at]) return value;
    try {
      return format(machine.budget, value);
    } catch (failure) {
      throw place(failure, ast.parts[at] as Ast);
    }
  };
  if (parts.every((part) => part.direct !== null)) {
    const quick = parts.map((part) => part.direct!);
    return directNode((machine, value, env) => {
      let text: Value = "";
      for (let at = 0; at < quick.length; at++) {
        const part = quick[at]!(machine, value, env);
        if (part === undefined) return undefined;
        text = add(machine.budget, text, render(machine, part, at));
      }
      return text;
    }, parts);
  }
  const build = (machine: Machine, at: number, after: Value): void => {
    if (at < 0) {
      machine.value = after;
      machine.code = give;
      return;
    }
    aside(machine, parts[at]!, (inner, part) => {
      build(inner, at - 1, add(inner.budget, render(inner, part, at), after));
    });
  };
  return stepNode((machine) => build(machine, parts.length - 1, ""));
}
