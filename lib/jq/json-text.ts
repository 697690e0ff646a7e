import type { Budget } from "./budget";
import { Decimal } from "./decimal";
import { plainJson } from "./json-plain";
import { keyTaint } from "./keys";
import { numberText } from "./number-text";
import { joinTexts, Tainted, taintWhole } from "./tainted";
import { TaintedNumber } from "./tainted-number";
import { isObject, type JsonObject, member, type Value } from "./value";

/** Below this depth values are not written out, as in jq. */
const maxDepth = 10_000;

const skipped = "<skipped: too deep>";

interface Frame {
  value: Value[] | JsonObject;
  keys: string[] | null;
  at: number;
}

/** A string as a JSON literal. DEL is escaped as in jq; all other text outside ASCII is kept. */
export function quote(text: string): string {
  const quoted = JSON.stringify(text.isWellFormed() ? text : text.toWellFormed());
  return quoted.includes("\x7f") ? quoted.replaceAll("\x7f", "\\u007f") : quoted;
}

/** A quoted secret: its quotes are not secret, and every other character is. */
function quoteTainted({ text, spans }: Tainted): (string | Tainted)[] {
  const parts: (string | Tainted)[] = ['"'];
  let at = 0;
  for (const { start, end, names } of spans) {
    parts.push(quote(text.slice(at, start)).slice(1, -1));
    const inner = quote(text.slice(start, end)).slice(1, -1);
    parts.push(new Tainted(inner, [{ start: 0, end: inner.length, names }]));
    at = end;
  }
  parts.push(quote(text.slice(at)).slice(1, -1), '"');
  return parts;
}

/** Compact JSON. Does not use the JavaScript stack, so any depth is safe. Secret only where the value is. */
export function toJson(value: Value, budget: Budget | null): string | Tainted {
  if (typeof value === "number") {
    // Of a number with an exponent, engines keep the parts as well.
    budget?.text(Number.isSafeInteger(value) ? 16 : 96);
    return numberText(value);
  }
  if (budget !== null && typeof value === "object") {
    const plain = plainJson(value, budget);
    if (plain !== null) return plain;
  }
  const writer = new Writer(budget);
  writer.write(value);
  return writer.finish();
}

/** So many pieces are gathered before they become one string; left to JavaScript, each would take 32 bytes. */
const gathered = 1_024;

class Writer {
  private pieces: string[] = [];
  private length = 0;
  private readonly parts: (string | Tainted)[] = [];
  private readonly budget: Budget | null;

  constructor(budget: Budget | null) {
    this.budget = budget;
  }

  finish(): string | Tainted {
    this.gather();
    return this.parts.length === 1 ? this.parts[0]! : joinTexts(this.parts);
  }

  write(root: Value): void {
    this.budget?.step(8);
    const frames: Frame[] = [];
    let value: Value = root;
    while (true) {
      if (Array.isArray(value) || isObject(value)) {
        if (frames.length > maxDepth) this.put(skipped);
        else {
          const keys = Array.isArray(value) ? null : Object.keys(value);
          if (keys !== null) {
            this.budget?.members(keys.length);
            this.budget?.keys(keys.length);
          }
          frames.push({ value, keys, at: 0 });
          this.put(keys === null ? "[" : "{");
        }
      } else this.writeLeaf(value);
      let frame = frames.at(-1);
      while (frame !== undefined && frame.at === (frame.keys ?? (frame.value as Value[])).length) {
        this.put(frame.keys === null ? "]" : "}");
        frames.pop();
        frame = frames.at(-1);
      }
      if (frame === undefined) return;
      if (frame.at > 0) this.put(",");
      this.budget?.step(5);
      if (frame.keys === null) {
        value = (frame.value as Value[])[frame.at++] ?? null;
      } else {
        const key = frame.keys[frame.at++]!;
        this.writeKey(frame.value as JsonObject, key);
        value = member(frame.value as JsonObject, key);
      }
    }
  }

  private writeKey(object: JsonObject, key: string): void {
    const secret = keyTaint(object, key);
    if (secret === null) this.put(quote(key));
    else this.push(this.quoted(secret));
    this.put(":");
  }

  private put(piece: string): void {
    this.pieces.push(piece);
    this.length += piece.length;
    if (this.pieces.length >= gathered || this.length >= 16 * gathered) this.gather();
  }

  private gather(): void {
    // Once now, and once more when all of it is joined.
    this.budget?.text(2 * this.length);
    this.parts.push(this.pieces.join(""));
    this.pieces = [];
    this.length = 0;
  }

  private quoted(secret: Tainted): (string | Tainted)[] {
    this.budget?.secret(secret);
    return quoteTainted(secret);
  }

  private push(parts: readonly (string | Tainted)[]): void {
    this.gather();
    this.parts.push(...parts);
  }

  private writeLeaf(value: Value): void {
    switch (typeof value) {
      case "string":
        this.budget?.read(value);
        this.put(quote(value));
        return;
      case "number":
        this.put(numberText(value));
        return;
      case "object":
        if (value instanceof Tainted) this.push(this.quoted(value));
        else if (value instanceof TaintedNumber) this.push([taintWhole(value.text, value.names)]);
        else if (value instanceof Decimal) this.put(value.text);
        else this.put("null");
        return;
      default:
        this.put(value === undefined ? "null" : String(value));
    }
  }
}
