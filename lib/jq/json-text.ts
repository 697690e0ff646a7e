import type { Budget } from "./budget";
import { Decimal } from "./decimal";
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
  const writer = new Writer(budget);
  writer.write(value);
  return writer.finish();
}

class Writer {
  private text = "";
  private readonly parts: (string | Tainted)[] = [];
  private readonly budget: Budget | null;
  private charged = 0;

  constructor(budget: Budget | null) {
    this.budget = budget;
  }

  finish(): string | Tainted {
    if (this.parts.length === 0) return this.text;
    this.parts.push(this.text);
    return joinTexts(this.parts);
  }

  write(root: Value): void {
    const frames: Frame[] = [];
    let value: Value = root;
    while (true) {
      if (Array.isArray(value) || isObject(value)) {
        if (frames.length > maxDepth) this.text += `"${skipped}"`.slice(1, -1);
        else {
          const keys = Array.isArray(value) ? null : Object.keys(value);
          frames.push({ value, keys, at: 0 });
          this.text += keys === null ? "[" : "{";
        }
      } else this.writeLeaf(value);
      let frame = frames.at(-1);
      while (frame !== undefined && frame.at === (frame.keys ?? (frame.value as Value[])).length) {
        this.text += frame.keys === null ? "]" : "}";
        frames.pop();
        frame = frames.at(-1);
      }
      if (frame === undefined) return;
      if (frame.at > 0) this.text += ",";
      this.charge();
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
    if (secret === null) this.text += quote(key);
    else this.push(this.quoted(secret));
    this.text += ":";
  }

  private quoted(secret: Tainted): (string | Tainted)[] {
    this.budget?.text(secret.text.length);
    return quoteTainted(secret);
  }

  private push(parts: readonly (string | Tainted)[]): void {
    this.parts.push(this.text, ...parts);
    this.text = "";
  }

  private charge(): void {
    if (this.budget === null) return;
    this.budget.fuel -= 5;
    if (this.budget.fuel >= 0) return;
    this.budget.refill();
    this.budget.text(Math.max(0, this.text.length - this.charged));
    this.charged = this.text.length;
  }

  private writeLeaf(value: Value): void {
    switch (typeof value) {
      case "string":
        this.budget?.text(value.length);
        this.text += quote(value);
        return;
      case "number":
        this.text += numberText(value);
        return;
      case "object":
        if (value instanceof Tainted) this.push(this.quoted(value));
        else if (value instanceof TaintedNumber) this.push([taintWhole(value.text, value.names)]);
        else if (value instanceof Decimal) this.text += value.text;
        else this.text += "null";
        return;
      default:
        this.text += value === undefined ? "null" : String(value);
    }
  }
}
