import type {
  AlternativeElementNode,
  AlternativeNode,
  CapturingGroupNode,
  CharacterClassNode,
  RegexNode,
} from "oniguruma-parser/parser";
import { assertion } from "./assertions";
import { type CharTest, characterTest, classTest, type Flags, setTest, testOf } from "./chars";
import { conditionMark, patternMark } from "./dialect";
import { equalsOfRow, fold, rowed, rowOf } from "./folding";
import { calledGroup, type Groups, groupsOf } from "./groups";
import type { CompiledPattern, Instruction } from "./instructions";
import { lookbehind } from "./lookbehind";
import { inline, rowAt } from "./rows";

export function compileTree(tree: RegexNode, flags: Omit<Flags, "behind">): CompiledPattern {
  return new Compiler(groupsOf(tree)).compile(tree, { ...flags, behind: false });
}

const never: CharTest = () => false;

class Compiler {
  private readonly program: Instruction[] = [];
  private readonly names: (string | null)[] = [];
  private readonly numbers = new Map<string, number[]>();
  private readonly entries = new Map<number, number>();
  private readonly groups: Groups;
  private counters = 0;

  constructor(groups: Groups) {
    this.groups = groups;
  }

  compile(tree: RegexNode, flags: Flags): CompiledPattern {
    if (this.groups.callsWhole) {
      this.emit({ op: "call", group: 0 });
      this.emit({ op: "accept" });
      this.entries.set(0, this.here);
      this.alternatives(tree.body, flags);
      this.emit({ op: "return" });
    } else {
      this.alternatives(tree.body, flags);
      this.emit({ op: "accept" });
    }
    return { program: this.program, names: this.names, counters: this.counters, entries: this.entries };
  }

  private emit(instruction: Instruction): number {
    return this.program.push(instruction) - 1;
  }

  private get here(): number {
    return this.program.length;
  }

  private alternatives(alternatives: readonly AlternativeNode[], flags: Flags): void {
    this.oneOf(
      alternatives.map(
        ({ body }) =>
          () =>
            this.sequence(body, flags),
      ),
    );
  }

  /** Tries what each of `parts` emits, in order. */
  private oneOf(parts: readonly (() => void)[]): void {
    const ends: { op: "jump"; to: number }[] = [];
    for (const [at, part] of parts.entries()) {
      if (at === parts.length - 1) {
        part();
        break;
      }
      const split = { op: "split" as const, first: this.here + 1, second: 0 };
      this.emit(split);
      part();
      const jump = { op: "jump" as const, to: 0 };
      this.emit(jump);
      ends.push(jump);
      split.second = this.here;
    }
    for (const jump of ends) jump.to = this.here;
  }

  private sequence(given: readonly AlternativeElementNode[], outer: Flags): void {
    const elements = outer.ignoreCase && !outer.behind ? given.flatMap(inline) : given;
    let flags = outer;
    for (let at = 0; at < elements.length; at++) {
      const element = elements[at]!;
      if (element.type === "Directive" && element.kind === "flags") {
        flags = modified(flags, element.flags);
        // What follows within the group, its other alternatives included, has been put after it by the parser.
        this.sequence(elements.slice(at + 1), flags);
        return;
      }
      const row = flags.ignoreCase && !flags.behind ? rowAt(elements, at) : 0;
      if (row === 0) this.element(element, flags);
      else {
        this.row(elements.slice(at, at + row).map((node) => fold((node as { value: number }).value)));
        at += row - 1;
      }
    }
  }

  /** Characters in a row that single characters equal, or one of those. */
  private row(points: readonly number[]): void {
    this.oneOf([
      () => {
        for (const point of points) this.emit({ op: "char", test: characterTest(point, true) });
      },
      ...equalsOfRow(points).map((point) => () => {
        this.emit({ op: "char", test: characterTest(point, true) });
      }),
    ]);
  }

  private character(value: number, flags: Flags): void {
    const row = flags.ignoreCase && !flags.behind ? rowOf(value) : undefined;
    if (row === undefined) this.emit({ op: "char", test: characterTest(value, flags.ignoreCase) });
    else this.row(row);
  }

  /** A class, with the rows of characters that its members equal when case is ignored. */
  private classOf(node: CharacterClassNode, flags: Flags): void {
    const test = classTest(node, flags.ignoreCase);
    const rows: (() => void)[] = [];
    if (flags.ignoreCase && !flags.behind && !node.negate && node.kind === "union") {
      const named = node.body.filter(({ type }) => type === "Character" || type === "CharacterClassRange");
      const own = classTest({ ...node, body: named }, false);
      const isAscii = named.every((item) =>
        item.type === "Character"
          ? item.value < 128
          : item.type !== "CharacterClassRange" || item.max.value < 128,
      );
      for (const point of isAscii ? [] : rowed()) {
        if (!own(point)) continue;
        rows.push(() => {
          for (const one of rowOf(point)!) this.emit({ op: "char", test: characterTest(one, true) });
        });
      }
    }
    this.oneOf([() => void this.emit({ op: "char", test }), ...rows]);
  }

  private element(node: AlternativeElementNode, flags: Flags): void {
    switch (node.type) {
      case "Character":
        this.character(node.value, flags);
        return;
      case "CharacterClass":
        this.classOf(node, flags);
        return;
      case "CharacterSet": {
        const test = setTest(node, flags.dotAll);
        if (test !== null) this.emit({ op: "char", test });
        else if (node.kind === "newline") this.newline();
        else this.emit({ op: "grapheme" });
        return;
      }
      case "Group": {
        if (this.conditional(node.body, flags)) return;
        const inner = node.flags === undefined ? flags : modified(flags, node.flags);
        if (node.atomic) this.isolated("atomic", () => this.alternatives(node.body, inner));
        else this.alternatives(node.body, inner);
        return;
      }
      case "CapturingGroup":
        this.group(node, flags);
        return;
      case "LookaroundAssertion": {
        const behind = node.kind === "lookbehind";
        const found = behind ? lookbehind(node.body, this.groups, (set) => testOf(set, flags)) : node;
        const look = {
          op: "look" as const,
          behind: "length" in found ? found.length : null,
          negate: node.negate,
          body: 0,
          next: 0,
        };
        this.emit(look);
        look.body = this.here;
        this.alternatives(found.body, { ...flags, behind: flags.behind || behind });
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
        if (typeof node.ref === "number" && !this.groups.byNumber.has(node.ref))
          throw new SyntaxError("invalid backref number/name");
        const groups = typeof node.ref === "number" ? [node.ref] : (this.numbers.get(node.ref) ?? []);
        this.emit({ op: "backreference", groups, ignoreCase: flags.ignoreCase });
        return;
      }
      case "Subroutine":
        this.emit({ op: "call", group: calledGroup(this.groups, node.ref) });
        return;
      case "Assertion":
        if (node.kind === "text_segment_boundary") this.emit({ op: "edge", negate: node.negate ?? false });
        else this.emit({ op: "assert", holds: assertion(node.kind, node.negate ?? false) });
        return;
      case "NamedCallout":
        if (node.kind !== "fail" && node.kind !== "mismatch")
          throw new SyntaxError("callouts are not supported");
        this.emit({ op: "char", test: never });
        return;
      case "Directive":
        this.emit({ op: "keep" });
        return;
    }
  }

  /** `(?(1)yes|no)`, as `dialect.ts` marks it. False for any other group. */
  private conditional(alternatives: readonly AlternativeNode[], flags: Flags): boolean {
    const [mark, ...elements] = alternatives[0]!.body;
    if (mark?.type !== "NamedCallout" || mark.tag === null) return false;
    let yes = elements;
    let branch: { yes: number; no: number };
    if (mark.tag === patternMark) {
      const [condition, ...rest] = elements;
      const when = { op: "when" as const, body: 0, yes: 0, no: 0 };
      this.emit(when);
      when.body = this.here;
      this.element(condition!, flags);
      this.emit({ op: "accept" });
      yes = rest;
      branch = when;
    } else if (mark.tag.startsWith(conditionMark)) {
      const condition = {
        op: "if" as const,
        groups: this.conditionGroups(mark.tag.slice(conditionMark.length)),
        yes: 0,
        no: 0,
      };
      this.emit(condition);
      branch = condition;
    } else return false;
    branch.yes = this.here;
    this.sequence(yes, flags);
    const jump = { op: "jump" as const, to: 0 };
    this.emit(jump);
    branch.no = this.here;
    if (alternatives.length > 1) this.alternatives(alternatives.slice(1), flags);
    // A condition alone is a test; one that only something depends on is passed over.
    else if (yes.length === 0) this.emit({ op: "char", test: never });
    jump.to = this.here;
    return true;
  }

  private conditionGroups(tag: string): readonly number[] {
    const name = tag.slice(1);
    if (tag[0] === "x") {
      const numbers = this.numbers.get(name);
      if (numbers === undefined) throw new SyntaxError(`undefined name <${name}> reference`);
      return numbers;
    }
    const given = Number(name);
    const before = this.names.length;
    const number = tag[0] === "n" ? given : tag[0] === "l" ? before + 1 - given : before + given;
    if (number < 1 || number > this.groups.byNumber.size)
      throw new SyntaxError("invalid backref number/name");
    return [number];
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
    this.isolated("atomic", () =>
      this.oneOf([
        () => {
          this.emit({ op: "char", test: (point) => point === 13 });
          this.emit({ op: "char", test: (point) => point === 10 });
        },
        () => {
          this.emit({
            op: "char",
            test: (point) =>
              (point >= 10 && point <= 13) || point === 0x85 || point === 0x2028 || point === 0x2029,
          });
        },
      ]),
    );
  }
}

interface Modifiers {
  enable?: { ignoreCase?: boolean; dotAll?: boolean };
  disable?: { ignoreCase?: boolean; dotAll?: boolean };
}

const modified = (flags: Flags, { enable, disable }: Modifiers): Flags => ({
  ...flags,
  ignoreCase: enable?.ignoreCase ? true : disable?.ignoreCase ? false : flags.ignoreCase,
  dotAll: enable?.dotAll ? true : disable?.dotAll ? false : flags.dotAll,
});
