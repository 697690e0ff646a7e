import { LimitFailure } from "./errors";
import type { CompiledPattern } from "./regex/instructions";
import { Tainted } from "./tainted";
import type { JqLimits } from "./types";

/**
 * Enough for any honest template; a hostile one ends within a quarter of a second, by one of the limits that count.
 * The clock is there for a machine so busy or so slow that counting does not help.
 */
export const defaultLimits: JqLimits = {
  steps: 2_000_000,
  depth: 50_000,
  bytes: 32_000_000,
  milliseconds: 1_000,
};

const chunk = 4_096;

/** Shorter texts are not worth charging for being read. */
const shortText = 500;

/** What one evaluation may still spend. Steps are handed out in chunks, between which the clock is read. */
export class Budget {
  readonly depth: number;
  /** Steps left of the current chunk. Hot loops count this down themselves and call `refill` below zero. */
  fuel: number;
  private steps: number;
  private bytesLeft: number;
  private readonly deadline: number;
  private readonly limits: JqLimits;
  private patterns: Map<string, CompiledPattern> | null;

  constructor(limits: JqLimits) {
    this.limits = limits;
    this.patterns = null;
    this.depth = limits.depth;
    this.bytesLeft = limits.bytes;
    this.fuel = Math.min(chunk, limits.steps);
    this.steps = limits.steps - this.fuel;
    this.deadline = performance.now() + limits.milliseconds;
  }

  /** Steps spent so far. */
  get spent(): number {
    return this.limits.steps - this.steps - this.fuel;
  }

  /** Bytes charged so far. */
  get made(): number {
    return this.limits.bytes - this.bytesLeft;
  }

  /** Charges `count` steps at once. */
  step(count: number): void {
    this.fuel -= count;
    if (this.fuel < 0) this.refill();
  }

  refill(): void {
    if (this.steps + this.fuel < 0) {
      throw new LimitFailure("steps", `the expression needs more than ${this.limits.steps} steps`);
    }
    if (performance.now() > this.deadline) {
      throw new LimitFailure(
        "time",
        `timeout: the expression ran longer than ${this.limits.milliseconds} ms`,
      );
    }
    this.steps += this.fuel;
    this.fuel = Math.min(chunk, this.steps);
    this.steps -= this.fuel;
  }

  /** Charges memory for a value about to be made. */
  bytes(count: number): void {
    this.bytesLeft -= count;
    if (this.bytesLeft < 0) this.tooManyBytes();
  }

  /** The bytes left when so many are held besides the values made so far; fails when there are none. */
  besides(count: number): number {
    if (count > this.bytesLeft) this.tooManyBytes();
    return this.bytesLeft - count;
  }

  private tooManyBytes(): never {
    throw new LimitFailure("bytes", `the expression makes more than ${this.limits.bytes} bytes of values`);
  }

  /** Charges the reading and the making of `length` characters. */
  text(length: number): void {
    this.bytes(2 * length);
    this.step(length >> 4);
  }

  /**
   * Charges what reading a value as a whole may take: JavaScript joins strings only when they are read, and one
   * long text may be part of many joins.
   */
  read(value: unknown): void {
    if (typeof value === "string") {
      if (value.length > shortText) this.text(value.length);
    } else if (value instanceof Tainted) this.secret(value);
  }

  /** Charges what is done with a secret text: which stretches of it are secret is copied along. */
  secret({ text, spans }: Tainted): void {
    this.text(text.length);
    this.bytes(128 + 64 * spans.length);
    this.step(8 + 4 * spans.length);
  }

  /** Charges asking for the keys of an object of so many; large ones are tables that have to be put in order. */
  keys(count: number): void {
    this.step(count > 32 ? 6 * count : count);
  }

  /** Charges an array of `length` members. */
  members(length: number): void {
    this.bytes(16 * length + 48);
    this.step(1 + (length >> 2));
  }

  /** Charges an error: making and catching one takes as long as many steps. */
  failure(): void {
    this.step(24);
  }

  /**
   * A compiled pattern, charged by the length of its source the first time that this evaluation asks for it, whether
   * or not `make` knows it from another.
   */
  pattern(source: string, key: string, make: () => CompiledPattern): CompiledPattern {
    this.patterns ??= new Map();
    let pattern = this.patterns.get(key);
    if (pattern !== undefined) return pattern;
    this.bytes(1_000 + 100 * source.length);
    this.step(200 + 80 * source.length);
    pattern = make();
    this.patterns.set(key, pattern);
    return pattern;
  }

  checkDepth(depth: number): void {
    if (depth > this.depth) {
      throw new LimitFailure("depth", `the expression recurses deeper than ${this.depth} levels`);
    }
  }
}
