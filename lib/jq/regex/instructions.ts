import type { Holds } from "./assertions";
import type { CharTest } from "./chars";

/** One instruction of a compiled pattern. Numbers are places in the program. */
export type Instruction =
  | { op: "char"; test: CharTest }
  | { op: "split"; first: number; second: number }
  | { op: "jump"; to: number }
  | { op: "save"; slot: number }
  | { op: "assert"; holds: Holds }
  | { op: "edge"; negate: boolean }
  | { op: "grapheme" }
  | { op: "backreference"; groups: readonly number[]; ignoreCase: boolean }
  | { op: "look"; behind: number | null; negate: boolean; body: number; next: number }
  | { op: "if"; groups: readonly number[]; yes: number; no: number }
  | { op: "when"; body: number; yes: number; no: number }
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
