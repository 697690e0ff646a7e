import type { Ast, Pattern } from "../ast";

/** One static step into the input, and where it is written. */
export interface Segment {
  key: string | number;
  start: number;
  end: number;
  /** Written once in `{name}`, as the key of the object made and of the member read. */
  shorthand?: boolean;
}

/** A value that comes from the input: the steps that lead to it. After a dynamic step nothing more is known. */
export interface Origin {
  segments: readonly Segment[];
  open: boolean;
}

/** A place where the input is read. */
export interface Read extends Origin {
  start: number;
  end: number;
  /** True when a longer read goes on from this one. */
  extended: boolean;
}

type Names = ReadonlyMap<string, Meaning>;

type Meaning =
  | { kind: "variable"; origins: readonly Read[] }
  | { kind: "closure"; ast: Ast; names: Names }
  | { kind: "function"; params: readonly string[]; body: Ast; names: () => Names };

/** Calls of functions are followed no deeper; a recursive one adds nothing after its first rounds. */
const maxCalls = 8;

/** Alternatives and calls multiply; a program that needs more than this is not followed to its end. */
const maxWork = 20_000;
const maxAlternatives = 64;

/** Builtins whose argument is applied to the members of the input. */
const overMembers = new Set(
  "map map_values sort_by group_by unique_by min_by max_by any all with_entries walk paths INDEX recurse".split(
    " ",
  ),
);

/** Builtins that give (some of) the outputs of their last argument. */
const passing = new Set("first last limit skip nth until while repeat".split(" "));

/** Follows where values come from, as far as that can be told without running the program. */
export class Trace {
  readonly reads: Read[] = [];
  private calls = 0;
  private work = 0;

  /** The origins of what `ast` gives. */
  follow(ast: Ast, input: readonly Read[], names: Names): readonly Read[] {
    if (++this.work > maxWork) return [];
    switch (ast.type) {
      case "identity":
        return input;
      case "index":
        return this.index(ast, input, names);
      case "slice":
      case "iterate":
        return this.close(this.follow(ast.target, input, names));
      case "optional":
        return this.follow(ast.body, input, names);
      case "pipe":
        return ast.stages.reduce((value, stage) => this.follow(stage, value, names), input);
      case "comma":
        return ast.items.flatMap((item) => this.follow(item, input, names));
      case "variable": {
        const meaning = names.get(`$${ast.name}`);
        return meaning?.kind === "variable" ? meaning.origins : [];
      }
      case "if": {
        this.follow(ast.condition, input, names);
        const then = this.follow(ast.then, input, names);
        return [...then, ...(ast.otherwise === null ? input : this.follow(ast.otherwise, input, names))];
      }
      case "try":
        if (ast.handler !== null) this.follow(ast.handler, [], names);
        return this.follow(ast.body, input, names);
      case "binary": {
        const left = this.follow(ast.left, input, names);
        const right = this.follow(ast.right, input, names);
        return ast.operator === "//" ? [...left, ...right] : [];
      }
      case "as": {
        const source = this.follow(ast.source, input, names);
        const inner = ast.patterns.reduce<Names>(
          (known, pattern) => this.bind(pattern, source, known, names),
          names,
        );
        return this.follow(ast.body, input, inner);
      }
      case "define":
        return this.follow(ast.body, input, define(ast.definition, names));
      case "label":
        return this.follow(ast.body, input, names);
      case "reduce":
      case "foreach": {
        const source = this.follow(ast.source, input, names);
        this.follow(ast.init, input, names);
        const inner = ast.patterns.reduce<Names>(
          (known, pattern) => this.bind(pattern, source, known, names),
          names,
        );
        this.follow(ast.update, [], inner);
        if (ast.type === "foreach" && ast.extract !== null) this.follow(ast.extract, [], inner);
        return [];
      }
      case "update":
        this.follow(ast.value, ast.operator === "|=" ? this.follow(ast.target, input, names) : input, names);
        if (ast.operator !== "|=") this.follow(ast.target, input, names);
        return [];
      case "call":
        return this.call(ast, input, names);
      case "array":
        if (ast.body !== null) this.follow(ast.body, input, names);
        return [];
      case "object":
        for (const { key, value } of ast.entries) {
          this.follow(key, input, names);
          this.follow(value, input, names);
        }
        return [];
      case "string":
        for (const part of ast.parts) if (typeof part !== "string") this.follow(part, input, names);
        return [];
      case "negate":
        this.follow(ast.body, input, names);
        return [];
      case "recurseDefault":
        return this.close(input);
      default:
        return [];
    }
  }

  private index(ast: Extract<Ast, { type: "index" }>, input: readonly Read[], names: Names): readonly Read[] {
    const target = this.follow(ast.target, input, names);
    const key = staticKey(ast.key);
    if (key === undefined) {
      this.follow(ast.key, input, names);
      return this.close(target);
    }
    const { start, end } = ast.keySpan;
    const shorthand = ast.target.type === "identity" && ast.start === start && ast.end === end;
    return this.extend(target, { key, start, end, ...(shorthand ? { shorthand } : {}) }, ast);
  }

  private extend(from: readonly Read[], segment: Segment, span: { start: number; end: number }): Read[] {
    return from.slice(0, maxAlternatives).map((origin) => {
      if (!origin.open) return origin;
      origin.extended = true;
      const start = origin.segments.length === 0 ? span.start : origin.start;
      const end = Math.max(span.end, segment.end);
      const read = { segments: [...origin.segments, segment], open: true, start, end, extended: false };
      this.reads.push(read);
      return read;
    });
  }

  /** What follows is within the value, but where is not known. */
  private close(from: readonly Read[]): Read[] {
    return from.map((origin) => (origin.open ? { ...origin, open: false, extended: false } : origin));
  }

  private bind(pattern: Pattern, source: readonly Read[], known: Names, names: Names): Names {
    if (pattern.type === "variable") {
      return new Map(known).set(`$${pattern.name}`, { kind: "variable", origins: source });
    }
    if (pattern.type === "array") {
      return pattern.items.reduce((inner, item, at) => {
        const found = this.extend(source, { key: at, start: item.start, end: item.end }, item);
        return this.bind(item, found, inner, names);
      }, known);
    }
    return pattern.entries.reduce((inner, entry) => {
      const key = entry.variable ?? (entry.key === null ? undefined : staticKey(entry.key));
      const found =
        key === undefined
          ? this.close(source)
          : this.extend(source, { key, start: entry.start, end: entry.keyEnd }, entry);
      const bound: Names =
        entry.variable === null
          ? inner
          : new Map(inner).set(`$${entry.variable}`, { kind: "variable", origins: found });
      return entry.value === null ? bound : this.bind(entry.value, found, bound, names);
    }, known);
  }

  private call(ast: Extract<Ast, { type: "call" }>, input: readonly Read[], names: Names): readonly Read[] {
    const meaning = names.get(`${ast.name}/${ast.args.length}`);
    if (meaning?.kind === "closure") return this.follow(meaning.ast, input, meaning.names);
    if (meaning?.kind === "function") return this.enter(meaning, ast, input, names);
    if (ast.name === "getpath" && ast.args.length === 1) return this.getPath(ast.args[0]!, input, names);
    if (ast.name === "select") {
      for (const arg of ast.args) this.follow(arg, input, names);
      return input;
    }
    const within = overMembers.has(ast.name) && ast.args.length === 1 ? this.close(input) : input;
    const results = ast.args.map((arg) => this.follow(arg, within, names));
    if (passing.has(ast.name)) return results.at(-1) ?? this.close(input);
    return ast.name === "values" || ast.name === "strings" || ast.name === "debug" ? input : [];
  }

  private getPath(path: Ast, input: readonly Read[], names: Names): readonly Read[] {
    const items = path.type === "array" && path.body?.type === "comma" ? path.body.items : [];
    const single =
      path.type === "array" && path.body !== null && path.body.type !== "comma" ? [path.body] : items;
    const keys = single.map(staticKey);
    if (keys.length === 0 || keys.some((key) => key === undefined)) {
      this.follow(path, input, names);
      return this.close(input);
    }
    return keys.reduce<readonly Read[]>(
      (from, key, at) =>
        this.extend(from, { key: key!, start: single[at]!.start, end: single[at]!.end }, path),
      input,
    );
  }

  private enter(
    meaning: Extract<Meaning, { kind: "function" }>,
    ast: Extract<Ast, { type: "call" }>,
    input: readonly Read[],
    names: Names,
  ): readonly Read[] {
    if (this.calls >= maxCalls) return [];
    this.calls++;
    const inner = new Map(meaning.names());
    meaning.params.forEach((param, at) => {
      const arg = ast.args[at]!;
      inner.set(`${param.replace(/^\$/, "")}/0`, { kind: "closure", ast: arg, names });
      if (param.startsWith("$"))
        inner.set(param, { kind: "variable", origins: this.follow(arg, input, names) });
    });
    const result = this.follow(meaning.body, input, inner);
    this.calls--;
    return result;
  }
}

function define(definition: Extract<Ast, { type: "define" }>["definition"], names: Names): Names {
  const inner = new Map(names);
  const key = `${definition.name}/${definition.params.length}`;
  inner.set(key, { kind: "function", params: definition.params, body: definition.body, names: () => inner });
  return inner;
}

/** The key when it is written out. */
export function staticKey(key: Ast): string | number | undefined {
  if (key.type === "string" && key.format === null && key.parts.every((part) => typeof part === "string")) {
    return key.parts.join("");
  }
  if (key.type === "number") return Number(key.text);
  if (key.type === "negate" && key.body.type === "number") return -Number(key.body.text);
  return undefined;
}

/** Every read of the input by a program. */
export function readsOf(ast: Ast): Read[] {
  const trace = new Trace();
  const root: Read = { segments: [], open: true, start: ast.start, end: ast.start, extended: false };
  trace.follow(ast, [root], new Map());
  return trace.reads;
}
