import type { Ast, Definition, Pattern } from "../ast";
import { parse } from "../parser";
import { type Constant, type Constants, constantPath, constantsOf } from "./constants";
import { ARGUMENT_INPUTS, FILTERS, PATH_BUILTINS, SELECTORS } from "./flow";

/** How a step was written, which decides how it can be rewritten. */
export type StepForm =
  | "dot"
  | "quoted"
  | "name"
  | "shorthand"
  | "variable"
  | "variable-and-pattern"
  | "number";

export interface Step {
  key: string | number;
  start: number;
  end: number;
  form: StepForm;
  /** The whole access as written, with its dot or brackets; a longer access spans its target too. */
  access?: { start: number; end: number };
}

/** A value that is a place in the program's input, reached by static steps. */
export interface Trail {
  steps: readonly Step[];
  /** A longer trail was made from this one, so this one is not the place that is read. */
  extended: boolean;
  /** It is only asked whether the place is there. */
  tested?: boolean;
}

/** What a name stands for: the trails or the constants of a variable, or a function still to be walked. */
interface Environment {
  variables: ReadonlyMap<string, Trail[]>;
  constants: Constants;
  functions: ReadonlyMap<string, Closure>;
}

interface Closure {
  params: string[];
  body: Ast;
  environment: Environment;
}

/** Definitions call each other; walking stops here, which loses nothing but ever longer paths. */
const MAX_CALL_DEPTH = 12;
/** Programs of many alternatives multiply; a reader needs no more than this. */
const MAX_TRAILS = 2_000;
const MAX_WORK = 50_000;

/** Follows the program's input through the tree of a program and collects every place that it reads. */
export function trailsOf(program: Ast): Trail[] {
  return new Walker().run(program).read;
}

/** The places that a program's outputs may be. */
export function outputTrailsOf(program: Ast): Trail[] {
  return new Walker().run(program).outputs;
}

/** The trails of a text; none when it does not parse. */
export function trailsOfText(text: string): Trail[] {
  try {
    return trailsOf(parse(text));
  } catch {
    return [];
  }
}

class Walker {
  private readonly found: Trail[] = [];
  private calls = 0;
  private work = 0;

  run(program: Ast): { read: Trail[]; outputs: Trail[] } {
    const root: Trail = { steps: [], extended: false };
    const outputs = this.walk(program, [root], {
      variables: new Map(),
      constants: new Map(),
      functions: new Map(),
    });
    return { read: this.found.filter((trail) => !trail.extended), outputs };
  }

  /** Walks a node whose input is any of `input`; gives the places that its outputs may be. */
  private walk(node: Ast, input: Trail[], env: Environment): Trail[] {
    if (++this.work > MAX_WORK) return [];
    const inside = (...parts: (Ast | null)[]): [] => {
      for (const part of parts) if (part !== null) this.walk(part, input, env);
      return [];
    };
    switch (node.type) {
      case "identity":
        return input;
      case "variable":
        return env.variables.get(node.name) ?? [];
      case "index":
        return this.index(node, input, env);
      case "slice":
        return inside(node.target, node.from, node.to);
      case "iterate":
        return inside(node.target);
      case "optional":
        return this.walk(node.body, input, env);
      case "array":
        return inside(node.body);
      case "negate":
        return inside(node.body);
      case "string":
        return inside(...node.parts.filter((part): part is Ast => typeof part !== "string"));
      case "object":
        return this.object(node, input, env);
      case "pipe":
        return node.stages.reduce((trails, stage) => this.walk(stage, trails, env), input);
      case "comma":
        return node.items.flatMap((item) => this.walk(item, input, env));
      case "binary": {
        const sides = [this.walk(node.left, input, env), this.walk(node.right, input, env)];
        return node.operator === "//" ? sides.flat() : [];
      }
      case "update": {
        const target = this.walk(node.target, input, env);
        this.walk(node.value, node.operator === "|=" ? target : input, env);
        return input;
      }
      case "if": {
        this.walk(node.condition, input, env);
        const otherwise = node.otherwise === null ? input : this.walk(node.otherwise, input, env);
        return [...this.walk(node.then, input, env), ...otherwise];
      }
      case "try": {
        const body = this.walk(node.body, input, env);
        return node.handler === null ? body : [...body, ...this.walk(node.handler, [], env)];
      }
      case "reduce":
      case "foreach": {
        const inner = this.bind(node, this.walk(node.source, input, env), input, env);
        // The first state is what `init` gives.
        const state = this.walk(node.update, this.walk(node.init, input, env), inner);
        if (node.type === "foreach" && node.extract !== null) this.walk(node.extract, state, inner);
        return [];
      }
      case "as": {
        const source = this.walk(node.source, input, env);
        return this.walk(node.body, input, this.bind(node, source, input, env));
      }
      case "define":
        return this.walk(node.body, input, define(node.definition, env));
      case "label":
        return this.walk(node.body, input, env);
      case "call":
        return this.call(node, input, env);
      default:
        return [];
    }
  }

  private index(node: Extract<Ast, { type: "index" }>, input: Trail[], env: Environment): Trail[] {
    const targets = this.walk(node.target, input, env);
    const keys = constantsOf(node.key, env.constants);
    if (keys === undefined) {
      this.walk(node.key, input, env);
      return [];
    }
    const access = { start: node.start, end: node.end };
    return keys.flatMap((constant) => {
      const { key, start, end } = keys.length === 1 ? { ...constant, ...node.keySpan } : constant;
      const form = typeof key === "number" ? "number" : isField(node) ? "dot" : "quoted";
      return this.extend(targets, { key, start, end, form, access });
    });
  }

  private object(node: Extract<Ast, { type: "object" }>, input: Trail[], env: Environment): [] {
    for (const { key, value } of node.entries) {
      if (value.type === "index" && value.key === key) {
        const name = singleKey(key, env);
        if (name !== undefined) this.extend(input, { key: name, ...value.keySpan, form: "shorthand" });
        else this.walk(key, input, env);
        continue;
      }
      if (value.type === "index" && value.start === key.start && value.end === key.end) {
        const name = singleKey(value.key, env);
        if (name !== undefined) this.extend(input, { key: name, ...value.keySpan, form: "shorthand" });
        else this.walk(key, input, env);
        continue;
      }
      this.walk(key, input, env);
      this.walk(value, input, env);
    }
    return [];
  }

  private extend(targets: Trail[], step: Step): Trail[] {
    return targets.flatMap((target) => {
      if (this.found.length >= MAX_TRAILS) return [];
      target.extended = true;
      const longer: Trail = { steps: [...target.steps, step], extended: false };
      this.found.push(longer);
      return [longer];
    });
  }

  private bind(
    { patterns, source }: { patterns: Pattern[]; source: Ast },
    places: Trail[],
    input: Trail[],
    env: Environment,
  ): Environment {
    const bound = new Map<string, Trail[]>();
    for (const pattern of patterns) this.bindOne(pattern, places, input, env, bound);
    const constants = new Map(env.constants);
    for (const name of bound.keys()) constants.delete(name);
    const [only] = patterns;
    const known = constantsOf(source, env.constants);
    if (patterns.length === 1 && only?.type === "variable" && known !== undefined)
      constants.set(only.name, known);
    return { ...env, variables: new Map([...env.variables, ...bound]), constants };
  }

  private bindOne(
    pattern: Pattern,
    source: Trail[],
    input: Trail[],
    env: Environment,
    variables: Map<string, Trail[]>,
  ): void {
    // Alternatives (`?//`) bind the same names to different places.
    const add = (name: string, places: Trail[]) =>
      variables.set(name, [...(variables.get(name) ?? []), ...places]);
    if (pattern.type === "variable") {
      add(pattern.name, source);
      return;
    }
    if (pattern.type === "array") {
      pattern.items.forEach((item, at) => {
        const step: Step = { key: at, start: item.start, end: item.end, form: "number" };
        this.bindOne(item, this.extend(source, step), input, env, variables);
      });
      return;
    }
    for (const { variable, key, keySpan, value } of pattern.entries) {
      const name = variable ?? (key === null ? undefined : singleKey(key, env));
      if (key !== null && name === undefined) this.walk(key, input, env);
      const { start, end } = key ?? keySpan;
      const bound = value === null ? "variable" : "variable-and-pattern";
      const form = key === null ? bound : isQuoted(key) || key.type !== "string" ? "quoted" : "name";
      const members = name === undefined ? [] : this.extend(source, { key: name, start, end, form });
      if (variable !== null) add(variable, members);
      if (value !== null) this.bindOne(value, members, input, env, variables);
    }
  }

  private call(node: Extract<Ast, { type: "call" }>, input: Trail[], env: Environment): Trail[] {
    const { name, args } = node;
    const closure = env.functions.get(`${name}/${args.length}`);
    if (closure !== undefined) return this.apply(closure, args, input, env);
    const builtin = `${name}/${args.length}`;
    const inputs = ARGUMENT_INPUTS.get(builtin);
    const outputs: Trail[][] = [];
    args.forEach((arg, at) => {
      const given = inputs?.[at] ?? (inputs === undefined ? "input" : null);
      const places = given === "input" ? input : given === null ? [] : (outputs[given] ?? []);
      outputs.push(this.walk(arg, places, env));
    });
    if (FILTERS.has(name)) return input;
    const chosen = SELECTORS.get(builtin);
    if (chosen !== undefined) return outputs[chosen] ?? [];
    return this.named(builtin, node, input, env);
  }

  /** Builtins that are told the place by keys. */
  private named(
    builtin: string,
    { args, start, end, nameSpan }: Extract<Ast, { type: "call" }>,
    input: Trail[],
    env: Environment,
  ): Trail[] {
    if (builtin === "first/0" || builtin === "last/0")
      return this.extend(input, { key: builtin === "first/0" ? 0 : -1, ...nameSpan, form: "number" });
    if (builtin === "has/1") {
      for (const constant of constantsOf(args[0]!, env.constants) ?? [])
        for (const { steps } of input.slice(0, MAX_TRAILS - this.found.length))
          this.found.push({ steps: [...steps, stepOf(constant)], extended: false, tested: true });
      return [];
    }
    if (!PATH_BUILTINS.has(builtin)) return [];
    const places = (constantPath(args[0], env.constants) ?? []).reduce(
      (found, constant) => this.extend(found, { ...stepOf(constant), access: { start, end } }),
      input,
    );
    return builtin === "getpath/1" && places !== input ? places : [];
  }

  private apply(closure: Closure, args: Ast[], input: Trail[], env: Environment): Trail[] {
    if (this.calls >= MAX_CALL_DEPTH) return [];
    const variables = new Map(closure.environment.variables);
    const constants = new Map(closure.environment.constants);
    const functions = new Map(closure.environment.functions);
    closure.params.forEach((param, at) => {
      const body = args[at];
      if (body === undefined) return;
      const plain = param.replace(/^\$/, "");
      if (param.startsWith("$")) {
        variables.set(plain, this.walk(body, input, env));
        const known = constantsOf(body, env.constants);
        if (known === undefined) constants.delete(plain);
        else constants.set(plain, known);
      }
      functions.set(`${plain}/0`, { params: [], body, environment: env });
    });
    this.calls++;
    const outputs = this.walk(closure.body, input, { variables, constants, functions });
    this.calls--;
    return outputs;
  }
}

function define(definition: Definition, env: Environment): Environment {
  const functions = new Map(env.functions);
  const inner = { ...env, functions };
  functions.set(`${definition.name}/${definition.params.length}`, {
    params: definition.params,
    body: definition.body,
    environment: inner,
  });
  return inner;
}

const stepOf = (constant: Constant): Step => ({
  ...constant,
  form: typeof constant.key === "number" ? "number" : "quoted",
});

/** The one key that an expression gives; undefined when it gives others too, or depends on its input. */
function singleKey(key: Ast, env: Environment): string | number | undefined {
  const keys = constantsOf(key, env.constants);
  return keys?.length === 1 ? keys[0]?.key : undefined;
}

/** `.name` makes its key from the name alone, so both end together and no quotes are counted in. */
const isField = ({ key, keySpan }: Extract<Ast, { type: "index" }>): boolean =>
  key.type === "string" && !isQuoted(key) && keySpan.end === key.end;

const isQuoted = (key: Ast): boolean =>
  key.type === "string" && key.end - key.start !== key.parts.join("").length;
