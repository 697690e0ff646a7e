import type {
  AlternativeElementNode,
  AlternativeNode,
  CapturingGroupNode,
  RegexNode,
} from "oniguruma-parser/parser";
import { type CharTest, caseForms, classTest, isWord, setTest } from "./chars";

/** One instruction of a compiled pattern. Numbers are places in the program. */
export type Instruction =
  | { op: "char"; test: CharTest }
  | { op: "split"; first: number; second: number }
  | { op: "jump"; to: number }
  | { op: "save"; slot: number }
  | { op: "assert"; holds: (text: readonly number[], at: number, start: number) => boolean }
  | { op: "backreference"; groups: readonly number[]; ignoreCase: boolean }
  | { op: "look"; behind: readonly number[] | "any" | null; negate: boolean; body: number; next: number }
  | { op: "atomic"; body: number; next: number }
  | { op: "absent"; body: number; next: number }
  | { op: "call"; group: number }
  | { op: "return" }
  | { op: "reset"; counter: number }
  | { op: "repeat"; counter: number; min: number; max: number; lazy: boolean; body: number; next: number }
  | { op: "keep" }
  | { op: "accept" };

export interface CompiledPattern {
  program: Instruction[];
  /** The name of every group, by number less one. */
  names: (string | null)[];
  counters: number;
  /** Where the body of each group begins, for subroutine calls. */
  entries: Map<number, number>;
}

interface Flags {
  ignoreCase: boolean;
  dotAll: boolean;
}

export function compileTree(tree: RegexNode, flags: Flags): CompiledPattern {
  return new Compiler().compile(tree, flags);
}

class Compiler {
  private readonly program: Instruction[] = [];
  private readonly names: (string | null)[] = [];
  private readonly numbers = new Map<string, number[]>();
  private readonly entries = new Map<number, number>();
  private counters = 0;

  compile(tree: RegexNode, flags: Flags): CompiledPattern {
    this.alternatives(tree.body, flags);
    this.emit({ op: "accept" });
    return { program: this.program, names: this.names, counters: this.counters, entries: this.entries };
  }

  private emit(instruction: Instruction): number {
    return this.program.push(instruction) - 1;
  }

  private get here(): number {
    return this.program.length;
  }

  private alternatives(alternatives: readonly AlternativeNode[], flags: Flags): void {
    const ends: { op: "jump"; to: number }[] = [];
    for (const [at, alternative] of alternatives.entries()) {
      if (at === alternatives.length - 1) {
        this.sequence(alternative.body, flags);
        break;
      }
      const split = { op: "split" as const, first: this.here + 1, second: 0 };
      this.emit(split);
      this.sequence(alternative.body, flags);
      const jump = { op: "jump" as const, to: 0 };
      this.emit(jump);
      ends.push(jump);
      split.second = this.here;
    }
    for (const jump of ends) jump.to = this.here;
  }

  private sequence(elements: readonly AlternativeElementNode[], outer: Flags): void {
    let flags = outer;
    for (const [at, element] of elements.entries()) {
      if (element.type === "Directive" && element.kind === "flags") {
        flags = modified(flags, element.flags);
        // What follows within the group, its other alternatives included, has been put after it by the parser.
        this.sequence(elements.slice(at + 1), flags);
        return;
      }
      this.element(element, flags);
    }
  }

  private element(node: AlternativeElementNode, flags: Flags): void {
    switch (node.type) {
      case "Character":
        this.emit({ op: "char", test: characterTest(node.value, flags.ignoreCase) });
        return;
      case "CharacterClass":
        this.emit({ op: "char", test: classTest(node, flags.ignoreCase) });
        return;
      case "CharacterSet": {
        const test = setTest(node, flags.dotAll);
        if (test !== null) this.emit({ op: "char", test });
        else if (node.kind === "newline") this.newline();
        else this.grapheme();
        return;
      }
      case "Group": {
        const inner = node.flags === undefined ? flags : modified(flags, node.flags);
        if (node.atomic) this.isolated("atomic", () => this.alternatives(node.body, inner));
        else this.alternatives(node.body, inner);
        return;
      }
      case "CapturingGroup":
        this.group(node, flags);
        return;
      case "LookaroundAssertion": {
        const look = {
          op: "look" as const,
          behind: null as number[] | "any" | null,
          negate: node.negate,
          body: 0,
          next: 0,
        };
        this.emit(look);
        look.body = this.here;
        if (node.kind === "lookbehind") look.behind = boundedLengths(node.body) ?? "any";
        this.alternatives(node.body, flags);
        this.emit({ op: "accept" });
        look.next = this.here;
        return;
      }
      case "AbsenceFunction": {
        const absent = { op: "absent" as const, body: 0, next: 0 };
        this.emit(absent);
        absent.body = this.here;
        this.alternatives(node.body, flags);
        this.emit({ op: "accept" });
        absent.next = this.here;
        return;
      }
      case "Quantifier":
        this.quantifier(node, flags);
        return;
      case "Backreference": {
        const groups = typeof node.ref === "number" ? [node.ref] : (this.numbers.get(node.ref) ?? []);
        this.emit({ op: "backreference", groups, ignoreCase: flags.ignoreCase });
        return;
      }
      case "Subroutine": {
        const group = typeof node.ref === "number" ? node.ref : (this.numbers.get(node.ref)?.[0] ?? -1);
        // A name may be defined further on; the matcher resolves it through the names.
        this.emit({ op: "call", group: group >= 0 ? group : this.pending(String(node.ref)) });
        return;
      }
      case "Assertion":
        this.emit({ op: "assert", holds: assertion(node.kind, node.negate ?? false) });
        return;
      case "Directive":
        this.emit({ op: "keep" });
        return;
      default:
        throw new SyntaxError("callouts are not supported");
    }
  }

  private pending(name: string): number {
    throw new SyntaxError(`undefined name <${name}> call`);
  }

  private group(node: CapturingGroupNode, flags: Flags): void {
    this.names[node.number - 1] = node.name ?? null;
    if (node.name !== undefined) {
      this.numbers.set(node.name, [...(this.numbers.get(node.name) ?? []), node.number]);
    }
    const jump = { op: "jump" as const, to: 0 };
    this.emit({ op: "call", group: node.number });
    this.emit(jump);
    this.entries.set(node.number, this.here);
    this.emit({ op: "save", slot: 2 * node.number });
    this.alternatives(node.body, flags);
    this.emit({ op: "save", slot: 2 * node.number + 1 });
    this.emit({ op: "return" });
    jump.to = this.here;
  }

  private isolated(op: "atomic", body: () => void): void {
    const atomic = { op, body: 0, next: 0 };
    this.emit(atomic);
    atomic.body = this.here;
    body();
    this.emit({ op: "accept" });
    atomic.next = this.here;
  }

  private quantifier(node: Extract<AlternativeElementNode, { type: "Quantifier" }>, flags: Flags): void {
    const max = node.max ?? Number.POSITIVE_INFINITY;
    const loop = (): void => {
      const counter = this.counters++;
      this.emit({ op: "reset", counter });
      const repeat = {
        op: "repeat" as const,
        counter,
        min: node.min,
        max,
        lazy: node.kind === "lazy",
        body: 0,
        next: 0,
      };
      const head = this.emit(repeat);
      repeat.body = this.here;
      this.element(node.body, flags);
      this.emit({ op: "jump", to: head });
      repeat.next = this.here;
    };
    if (node.kind === "possessive") this.isolated("atomic", loop);
    else loop();
  }

  /** `\R`: a carriage return with its line feed counts as one. */
  private newline(): void {
    this.isolated("atomic", () => {
      const split = { op: "split" as const, first: this.here + 1, second: 0 };
      this.emit(split);
      this.emit({ op: "char", test: (point) => point === 13 });
      this.emit({ op: "char", test: (point) => point === 10 });
      const jump = { op: "jump" as const, to: 0 };
      this.emit(jump);
      split.second = this.here;
      this.emit({
        op: "char",
        test: (point) =>
          (point >= 10 && point <= 13) || point === 0x85 || point === 0x2028 || point === 0x2029,
      });
      jump.to = this.here;
    });
  }

  /** `\X`: a character with the marks that belong to it. */
  private grapheme(): void {
    const mark = /^(?:\p{M}|\u200d)$/u;
    this.isolated("atomic", () => {
      this.emit({ op: "char", test: () => true });
      const split = { op: "split" as const, first: this.here + 1, second: 0 };
      const head = this.emit(split);
      this.emit({ op: "char", test: (point) => mark.test(String.fromCodePoint(point)) });
      this.emit({ op: "jump", to: head });
      split.second = this.here;
    });
  }
}

function characterTest(value: number, ignoreCase: boolean): CharTest {
  if (!ignoreCase) return (point) => point === value;
  const forms = caseForms(value);
  return (point) => forms.includes(point) || caseForms(point).includes(value);
}

interface Modifiers {
  enable?: { ignoreCase?: boolean; dotAll?: boolean };
  disable?: { ignoreCase?: boolean; dotAll?: boolean };
}

const modified = (flags: Flags, { enable, disable }: Modifiers): Flags => ({
  ignoreCase: enable?.ignoreCase ? true : disable?.ignoreCase ? false : flags.ignoreCase,
  dotAll: enable?.dotAll ? true : disable?.dotAll ? false : flags.dotAll,
});

const wordAt = (text: readonly number[], at: number): boolean =>
  at >= 0 && at < text.length && isWord(text[at]!);

type Holds = (text: readonly number[], at: number, start: number) => boolean;

const assertions: Record<string, Holds> = {
  line_start: (text, at) => at === 0 || (text[at - 1] === 10 && at < text.length),
  line_end: (text, at) => at === text.length || text[at] === 10,
  string_start: (_, at) => at === 0,
  string_end: (text, at) => at === text.length,
  string_end_newline: (text, at) => at === text.length || (at === text.length - 1 && text[at] === 10),
  search_start: (_, at, start) => at === start,
  word_boundary: (text, at) => wordAt(text, at - 1) !== wordAt(text, at),
};

function assertion(kind: string, negate: boolean): Holds {
  const holds = assertions[kind];
  if (holds === undefined) throw new SyntaxError(`unsupported assertion ${kind}`);
  return negate ? (text, at, start) => !holds(text, at, start) : holds;
}

/** The lengths of what a lookbehind looks for; undefined when there is no bound. */
function boundedLengths(alternatives: readonly AlternativeNode[]): number[] | undefined {
  const lengths = lengthsOf(alternatives);
  return lengths.includes(Number.POSITIVE_INFINITY) ? undefined : lengths;
}

/** How long what a lookbehind looks for may be. */
function lengthsOf(alternatives: readonly AlternativeNode[]): number[] {
  const lengths = alternatives.flatMap(({ body }) =>
    body.reduce<number[]>(
      (sums, node) => {
        const own = elementLengths(node);
        return [...new Set(sums.flatMap((sum) => own.map((length) => sum + length)))];
      },
      [0],
    ),
  );
  return [...new Set(lengths)];
}

function elementLengths(node: AlternativeElementNode): number[] {
  switch (node.type) {
    case "Character":
    case "CharacterClass":
      return [1];
    case "CharacterSet":
      return node.variableLength ? [1, 2] : [1];
    case "Group":
    case "CapturingGroup":
      return lengthsOf(node.body);
    case "Quantifier": {
      if (node.max === null || node.max > 100) return [Number.POSITIVE_INFINITY];
      const own = elementLengths(node.body);
      let sums = [0];
      const all: number[] = node.min === 0 ? [0] : [];
      for (let count = 1; count <= node.max; count++) {
        sums = [...new Set(sums.flatMap((sum) => own.map((length) => sum + length)))];
        if (count >= node.min) all.push(...sums);
      }
      return [...new Set(all)];
    }
    case "Backreference":
    case "Subroutine":
    case "AbsenceFunction":
      throw new SyntaxError("invalid pattern in look-behind");
    default:
      return [0];
  }
}
