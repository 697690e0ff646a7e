import type { Ast, Definition, Pattern } from "../ast";
import { parse } from "../parser";

/** How a step was written, which decides how it can be rewritten. */
export type StepForm = "dot" | "quoted" | "name" | "shorthand" | "number";

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
}

/** What a name stands for: the trails of a variable, or a function still to be walked. */
interface Environment {
  variables: ReadonlyMap<string, Trail[]>;
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

/** Builtins that hand their arguments each element of the input, whose place is no static path. */
const ELEMENTWISE = new Set(
  "map map_values sort_by group_by unique_by min_by max_by with_entries walk any all".split(" "),
);
/** Builtins that give their input back or nothing. */
const FILTERS = new Set(
  "select values nulls booleans numbers strings arrays objects iterables scalars debug".split(" "),
);
/** Builtins whose outputs are those of their argument. */
const SELECTORS = new Map([
  ["first", 0],
  ["last", 0],
  ["limit", 1],
  ["skip", 1],
  ["nth", 1],
]);

/** Follows the program's input through the tree of a program and collects every place that it reads. */
export function trailsOf(program: Ast): Trail[] {
  return new Walker().run(program);
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

  run(program: Ast): Trail[] {
    const root: Trail = { steps: [], extended: false };
    this.walk(program, [root], { variables: new Map(), functions: new Map() });
    return this.found.filter((trail) => !trail.extended);
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
        const inner = this.bind(node.patterns, this.walk(node.source, input, env), input, env);
        this.walk(node.init, input, env);
        this.walk(node.update, [], inner);
        if (node.type === "foreach" && node.extract !== null) this.walk(node.extract, [], inner);
        return [];
      }
      case "as": {
        const source = this.walk(node.source, input, env);
        return this.walk(node.body, input, this.bind(node.patterns, source, input, env));
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
    const key = constantKey(node.key);
    if (key === undefined) {
      this.walk(node.key, input, env);
      return [];
    }
    const form = typeof key === "number" ? "number" : isField(node) ? "dot" : "quoted";
    const access = { start: node.start, end: node.end };
    return this.extend(targets, { key, ...node.keySpan, form, access });
  }

  private object(node: Extract<Ast, { type: "object" }>, input: Trail[], env: Environment): [] {
    for (const { key, value } of node.entries) {
      if (value.type === "index" && value.key === key) {
        const name = constantKey(key);
        if (name !== undefined) this.extend(input, { key: name, ...value.keySpan, form: "shorthand" });
        else this.walk(key, input, env);
        continue;
      }
      if (value.type === "index" && value.start === key.start && value.end === key.end) {
        const name = constantKey(value.key);
        if (name !== undefined) this.extend(input, { key: name, ...value.keySpan, form: "shorthand" });
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

  private bind(patterns: Pattern[], source: Trail[], input: Trail[], env: Environment): Environment {
    const variables = new Map(env.variables);
    for (const pattern of patterns) this.bindOne(pattern, source, input, env, variables);
    return { ...env, variables };
  }

  private bindOne(
    pattern: Pattern,
    source: Trail[],
    input: Trail[],
    env: Environment,
    variables: Map<string, Trail[]>,
  ): void {
    if (pattern.type === "variable") {
      variables.set(pattern.name, source);
      return;
    }
    if (pattern.type === "array") {
      pattern.items.forEach((item, at) => {
        const step: Step = { key: at, start: item.start, end: item.end, form: "number" };
        this.bindOne(item, this.extend(source, step), input, env, variables);
      });
      return;
    }
    for (const { variable, key, value } of pattern.entries) {
      const name = variable ?? (key === null ? undefined : constantKey(key));
      if (key !== null && name === undefined) this.walk(key, input, env);
      const { start, end } = key ?? pattern;
      const form = key === null ? "shorthand" : isQuoted(key) ? "quoted" : "name";
      const members = name === undefined ? [] : this.extend(source, { key: name, start, end, form });
      if (variable !== null) variables.set(variable, members);
      if (value !== null) this.bindOne(value, members, input, env, variables);
    }
  }

  private call(node: Extract<Ast, { type: "call" }>, input: Trail[], env: Environment): Trail[] {
    const { name, args } = node;
    const closure = env.functions.get(`${name}/${args.length}`);
    if (closure !== undefined) return this.apply(closure, args, input, env);
    const argumentInput = ELEMENTWISE.has(name) ? [] : input;
    const outputs = args.map((arg) => this.walk(arg, argumentInput, env));
    if (FILTERS.has(name)) return input;
    const chosen = SELECTORS.get(name);
    return chosen === undefined ? [] : (outputs[chosen] ?? []);
  }

  private apply(closure: Closure, args: Ast[], input: Trail[], env: Environment): Trail[] {
    if (this.calls >= MAX_CALL_DEPTH) return [];
    const variables = new Map(closure.environment.variables);
    const functions = new Map(closure.environment.functions);
    closure.params.forEach((param, at) => {
      const body = args[at];
      if (body === undefined) return;
      const plain = param.replace(/^\$/, "");
      if (param.startsWith("$")) variables.set(plain, this.walk(body, input, env));
      functions.set(`${plain}/0`, { params: [], body, environment: env });
    });
    this.calls++;
    const outputs = this.walk(closure.body, input, { variables, functions });
    this.calls--;
    return outputs;
  }
}

function define(definition: Definition, env: Environment): Environment {
  const functions = new Map(env.functions);
  const inner = { variables: env.variables, functions };
  functions.set(`${definition.name}/${definition.params.length}`, {
    params: definition.params,
    body: definition.body,
    environment: inner,
  });
  return inner;
}

function constantKey(key: Ast): string | number | undefined {
  if (key.type === "number") return Number(key.text);
  if (key.type !== "string" || key.format !== null) return undefined;
  return key.parts.every((part) => typeof part === "string") ? key.parts.join("") : undefined;
}

/** `.name` makes its key from the name alone, so both end together and no quotes are counted in. */
const isField = ({ key, keySpan }: Extract<Ast, { type: "index" }>): boolean =>
  !isQuoted(key) && keySpan.end === key.end;

const isQuoted = (key: Ast): boolean =>
  key.type === "string" && key.end - key.start !== key.parts.join("").length;
