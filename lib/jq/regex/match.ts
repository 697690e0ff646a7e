import type { Budget } from "../budget";
import { fold } from "./folding";
import type { CompiledPattern, Instruction } from "./instructions";

/** Where the pattern and each of its groups matched; -1 where a group did not take part. */
export type Slots = number[];

/** A place to go back to: the state as it was there. */
interface Frame {
  pc: number;
  at: number;
  slots: Slots;
  counts: number[];
  marks: number[];
  calls: Call | null;
}

interface Call {
  to: number;
  /** Where the group began that was called; a call of itself within it must not change that. */
  start: number;
  depth: number;
  next: Call | null;
}

/** Which of the possible matches at a place counts. */
export interface Wanted {
  longest: boolean;
  skipEmpty: boolean;
}

/**
 * A backtracking matcher with its own stack, so that no pattern can exhaust JavaScript's. Every instruction is
 * charged to the budget, so that no pattern can run for long either.
 */
export class Matcher {
  private readonly pattern: CompiledPattern;
  private readonly text: readonly number[];
  private readonly budget: Budget;
  private readonly wanted: Wanted;
  private start = 0;
  private segments: Uint8Array | null = null;
  /** How many places to go back to have been charged. */
  private highest = 0;

  constructor(pattern: CompiledPattern, text: readonly number[], budget: Budget, wanted: Wanted) {
    this.pattern = pattern;
    this.text = text;
    this.budget = budget;
    this.wanted = wanted;
  }

  /** The first match at or after `from`, or the longest of all, if that is what is wanted. */
  search(from: number): Slots | null {
    this.start = from;
    let best: Slots | null = null;
    const slots: Slots = new Array<number>(2 * this.pattern.names.length + 2).fill(-1);
    const counts = new Array<number>(this.pattern.counters).fill(0);
    const marks = counts.slice();
    for (let at = from; at <= this.text.length; at++) {
      this.budget.step(4);
      // Nothing of a try that failed is kept, so the next one has the same beginning.
      slots[0] = at;
      const found: Frame | null = this.run(0, { pc: 0, at, slots, counts, marks, calls: null });
      if (found === null) continue;
      if (found.slots === slots) found.slots = slots.slice();
      found.slots[1] = found.at;
      if (!this.wanted.longest) return found.slots;
      if (best === null || found.at - at > best[1]! - best[0]!) best = found.slots;
    }
    return best;
  }

  /** Runs from a state to the nearest `accept`; null when every way fails. */
  private run(depth: number, from: Frame): Frame | null {
    const { program, entries } = this.pattern;
    const { text, budget } = this;
    const stack: Frame[] = [];
    // A copy of the state costs a little, and takes room with the place that remembers it.
    const copying = 1 + (this.pattern.names.length >> 1) + (this.pattern.counters >> 1);
    const frameBytes = 256 + 16 * (this.pattern.names.length + this.pattern.counters);
    // Of one try after the other, only the highest stack counts; within a try others run at the same time.
    let charged = depth === 0 ? this.highest : 0;
    let best: Frame | null = null;
    let { pc, at, slots, counts, marks, calls } = from;
    const remember = (frame: Frame): void => {
      stack.push(frame);
      budget.fuel -= 2;
      if (stack.length > charged) {
        const more = Math.max(4, charged >> 1);
        budget.bytes(more * frameBytes);
        charged += more;
        if (depth === 0) this.highest = charged;
      }
    };
    while (true) {
      if (--budget.fuel < 0) budget.refill();
      const instruction: Instruction = program[pc]!;
      let ok = true;
      switch (instruction.op) {
        case "char":
          ok = at < text.length && instruction.test(text[at]!);
          at++;
          pc++;
          break;
        case "split":
          remember({ pc: instruction.second, at, slots, counts, marks, calls });
          pc = instruction.first;
          break;
        case "jump":
          pc = instruction.to;
          break;
        case "save":
          budget.fuel -= copying;
          slots = slots.slice();
          slots[instruction.slot] = at;
          if (instruction.slot % 2 === 0) calls = { ...calls!, start: at };
          else slots[instruction.slot - 1] = calls!.start;
          pc++;
          break;
        case "keep":
          slots = slots.slice();
          slots[0] = at;
          pc++;
          break;
        case "assert":
          ok = instruction.holds(text, at, this.start);
          pc++;
          break;
        case "edge":
          ok = (this.edges()[at] === 1) !== instruction.negate;
          pc++;
          break;
        case "grapheme":
          ok = at < text.length;
          at++;
          while (at < text.length && this.edges()[at] === 0) at++;
          pc++;
          break;
        case "if":
          pc = instruction.groups.some((group) => slots[2 * group + 1]! >= 0)
            ? instruction.yes
            : instruction.no;
          break;
        case "when": {
          const found = this.inner(depth, { pc: instruction.body, at, slots, counts, marks, calls });
          if (found !== null) {
            at = found.at;
            slots = found.slots;
          }
          pc = found === null ? instruction.no : instruction.yes;
          break;
        }
        case "backreference": {
          const length = this.repeated(instruction, slots, at);
          ok = length >= 0;
          at += length;
          pc++;
          break;
        }
        case "call":
          calls = { to: pc + 1, start: at, depth: calls === null ? 1 : calls.depth + 1, next: calls };
          budget.fuel -= 1;
          if (calls.depth > budget.depth) budget.checkDepth(calls.depth);
          pc = entries.get(instruction.group)!;
          break;
        case "return":
          pc = calls!.to;
          calls = calls!.next;
          break;
        case "reset":
          budget.fuel -= copying;
          counts = counts.slice();
          counts[instruction.counter] = 0;
          marks = marks.slice();
          marks[instruction.counter] = -1;
          pc++;
          break;
        case "repeat": {
          const count = counts[instruction.counter]!;
          // A round that matched nothing would go on for ever.
          const stuck = marks[instruction.counter] === at && count >= instruction.min;
          if (count >= instruction.max || stuck) {
            pc = instruction.next;
            break;
          }
          budget.fuel -= copying;
          const outside: Frame = { pc: instruction.next, at, slots, counts, marks, calls };
          counts = counts.slice();
          counts[instruction.counter] = count + 1;
          marks = marks.slice();
          marks[instruction.counter] = at;
          pc = instruction.body;
          if (count < instruction.min) break;
          if (!instruction.lazy) {
            remember(outside);
            break;
          }
          remember({ pc, at, slots, counts, marks, calls });
          ({ pc, counts, marks } = outside);
          break;
        }
        case "look": {
          const found = this.look(depth, instruction, { pc, at, slots, counts, marks, calls });
          ok = (found !== null) !== instruction.negate;
          if (found !== null && !instruction.negate) slots = found.slots;
          pc = instruction.next;
          break;
        }
        case "atomic": {
          const found = this.inner(depth, { pc: instruction.body, at, slots, counts, marks, calls });
          ok = found !== null;
          if (found !== null) {
            at = found.at;
            slots = found.slots;
          }
          pc = instruction.next;
          break;
        }
        case "absent": {
          const furthest = this.absence(depth, instruction.body, { pc, at, slots, counts, marks, calls });
          for (let end = at; end < furthest; end++) {
            remember({ pc: instruction.next, at: end, slots, counts, marks, calls });
          }
          at = furthest;
          pc = instruction.next;
          break;
        }
        case "accept": {
          const found = { pc, at, slots, counts, marks, calls };
          if (depth > 0) return found;
          ok = false;
          if (this.wanted.skipEmpty && at === slots[0]) break;
          if (!this.wanted.longest) return found;
          if (best === null || at > best.at) best = found;
          break;
        }
      }
      if (ok) continue;
      const back = stack.pop();
      if (back === undefined) return best;
      ({ pc, at, slots, counts, marks, calls } = back);
    }
  }

  private inner(depth: number, from: Frame): Frame | null {
    this.budget.checkDepth(depth * 500);
    this.budget.step(4);
    return this.run(depth + 1, from);
  }

  private look(depth: number, node: Extract<Instruction, { op: "look" }>, state: Frame): Frame | null {
    if (node.behind === null) return this.inner(depth, { ...state, pc: node.body });
    const from = state.at - node.behind;
    if (from < 0) return null;
    const found = this.inner(depth, { ...state, pc: node.body, at: from });
    return found?.at === state.at ? found : null;
  }

  /** The places between what counts as one character to a reader, marked by 1. */
  private edges(): Uint8Array {
    if (this.segments !== null) return this.segments;
    const edges = new Uint8Array(this.text.length + 1);
    this.budget.text(4 * this.text.length);
    edges[this.text.length] = 1;
    let at = 0;
    const written = this.text.map((point) => String.fromCodePoint(point)).join("");
    for (const { segment } of new Intl.Segmenter("en", { granularity: "grapheme" }).segment(written)) {
      edges[at] = 1;
      for (const _ of segment) at++;
    }
    this.segments = edges;
    return edges;
  }

  /** How far one may go without what `body` matches occurring in between. */
  private absence(depth: number, body: number, state: Frame): number {
    for (let at = state.at; at <= this.text.length; at++) {
      const found = this.inner(depth, { ...state, pc: body, at });
      if (found !== null) return at;
    }
    return this.text.length;
  }

  /** How long the repetition of an earlier group is, or -1. */
  private repeated(node: Extract<Instruction, { op: "backreference" }>, slots: Slots, at: number): number {
    const group = node.groups.findLast((number) => slots[2 * number + 1]! >= 0);
    if (group === undefined) return -1;
    const from = slots[2 * group]!;
    const length = slots[2 * group + 1]! - from;
    this.budget.step(length);
    for (let offset = 0; offset < length; offset++) {
      const a = this.text[from + offset]!;
      const b = this.text[at + offset];
      if (b === undefined || (a !== b && !(node.ignoreCase && fold(a) === fold(b)))) return -1;
    }
    return length;
  }
}
