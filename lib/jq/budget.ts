import { LimitFailure } from "./errors";
import type { JqLimits } from "./types";

/** Enough for any honest template; a hostile one ends within a quarter of a second. */
export const defaultLimits: JqLimits = {
  steps: 2_000_000,
  depth: 50_000,
  bytes: 32_000_000,
  milliseconds: 200,
};

const chunk = 4_096;

/** What one evaluation may still spend. Steps are handed out in chunks, between which the clock is read. */
export class Budget {
  readonly depth: number;
  /** Steps left of the current chunk. Hot loops count this down themselves and call `refill` below zero. */
  fuel: number;
  private steps: number;
  private bytesLeft: number;
  private readonly deadline: number;
  private readonly limits: JqLimits;

  constructor(limits: JqLimits) {
    this.limits = limits;
    this.depth = limits.depth;
    this.bytesLeft = limits.bytes;
    this.fuel = Math.min(chunk, limits.steps);
    this.steps = limits.steps - this.fuel;
    this.deadline = performance.now() + limits.milliseconds;
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
    if (this.bytesLeft < 0) {
      throw new LimitFailure("bytes", `the expression makes more than ${this.limits.bytes} bytes of values`);
    }
  }

  /** Charges the reading and the making of `length` characters. */
  text(length: number): void {
    this.bytes(2 * length);
    this.step(length >> 4);
  }

  /** Charges an array or object of `length` members. */
  members(length: number): void {
    this.bytes(16 * length + 32);
    this.step(length >> 2);
  }

  checkDepth(depth: number): void {
    if (depth > this.depth) {
      throw new LimitFailure("depth", `the expression recurses deeper than ${this.depth} levels`);
    }
  }
}
