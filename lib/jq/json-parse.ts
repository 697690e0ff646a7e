import type { Budget } from "./budget";
import { numberLiteral } from "./decimal";
import { fail } from "./errors";
import { type JsonObject, setMember, type Value } from "./value";

/** Deeper JSON is refused, as by jq. */
const maxDepth = 10_000;

/** Where the parser of the platform gives just what jq gives: no numbers whose spelling matters, nothing deep. */
const delicate = /\d{16}|\d\.\d*0(?!\d)|\d[eE]|-0/;

/** Parses one JSON text as jq reads it: `nan` is allowed, long numbers keep their digits. */
export function parseJson(text: string, budget: Budget): Value {
  budget.text(text.length);
  budget.bytes(8 * text.length);
  if (text.length < 100_000 && !delicate.test(text) && !text.includes("[[[[[[[[")) {
    try {
      const value: unknown = JSON.parse(text);
      return value as Value;
    } catch {
      // The reader below finds out what is wrong, and where.
    }
  }
  return new Reader(text, budget).read();
}

const token = /[^\s[\]{},:"]+/y;
const string = /"(?:[^"\\]|\\[\s\S])*"/y;

interface Frame {
  container: Value[] | JsonObject;
  key: string | null;
}

class Reader {
  private readonly text: string;
  private readonly budget: Budget;
  private at = 0;

  constructor(text: string, budget: Budget) {
    this.text = text;
    this.budget = budget;
  }

  read(): Value {
    const frames: Frame[] = [];
    let value: Value | undefined;
    this.space();
    if (this.at === this.text.length) fail(`Expected JSON value (while parsing '${this.text}')`);
    while (true) {
      if (--this.budget.fuel < 0) this.budget.refill();
      value = this.open(frames);
      while (value !== undefined) {
        const frame = frames.at(-1);
        if (frame === undefined) return this.finish(value);
        this.put(frame, value);
        this.space();
        const char = this.text[this.at];
        if (char === undefined) this.wrong("Unfinished JSON term", true);
        const array = Array.isArray(frame.container);
        if (char === ",") {
          this.at++;
          if (!array) frame.key = this.key();
          else {
            this.space();
            if (this.text[this.at] === "]") this.wrong("Expected another array element");
          }
          break;
        }
        if (char !== (array ? "]" : "}")) this.wrong("Expected separator between values");
        this.at++;
        frames.pop();
        value = frame.container;
      }
    }
  }

  /** Reads a scalar or an empty container; undefined when a container was opened. */
  private open(frames: Frame[]): Value | undefined {
    this.space();
    const char = this.text[this.at];
    if (char === undefined) return this.wrong("Unfinished JSON term", true);
    if (char !== "[" && char !== "{") return this.scalar(char);
    if (frames.length >= maxDepth) this.wrong("Exceeds depth limit for parsing");
    this.at++;
    this.space();
    if (char === "[") {
      if (this.text[this.at] === "]") {
        this.at++;
        return [];
      }
      frames.push({ container: [], key: null });
      return undefined;
    }
    if (this.text[this.at] === "}") {
      this.at++;
      return {};
    }
    frames.push({ container: {}, key: this.key() });
    return undefined;
  }

  private put(frame: Frame, value: Value): void {
    if (Array.isArray(frame.container)) frame.container.push(value);
    else setMember(frame.container, frame.key!, value);
  }

  private key(): string {
    this.space();
    if (this.text[this.at] === undefined) this.wrong("Unfinished JSON term", true);
    if (this.text[this.at] === "}") this.wrong("Expected another key-value pair");
    if (this.text[this.at] !== '"') this.wrong("Object keys must be strings");
    const key = this.scalar('"') as string;
    this.space();
    if (this.text[this.at] !== ":") this.wrong("Objects must consist of key:value pairs");
    this.at++;
    return key;
  }

  private scalar(char: string): Value {
    const pattern = char === '"' ? string : token;
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) {
      return char === '"' ? this.wrong("Unfinished string", true) : this.wrong(`Unexpected '${char}'`);
    }
    this.at += found.length;
    if (char === '"') return this.unquote(found);
    if (found === "true") return true;
    if (found === "false") return false;
    if (found === "null") return null;
    if (/^-?nan$/i.test(found)) return Number.NaN;
    if (/^-?infinity$/i.test(found))
      return found.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    if (/^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(found)) return numberLiteral(found);
    if (char === "'") return this.wrong(`Invalid string literal; expected ", but got '`);
    return this.wrong(
      /^[tfn]/.test(found) && !/\d/.test(found) ? "Invalid literal" : "Invalid numeric literal",
    );
  }

  private unquote(quoted: string): string {
    try {
      // jq accepts raw control characters in strings: all that come before the space.
      const escaped = quoted.replace(
        /[^ -\u{10ffff}]/gu,
        (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
      return (JSON.parse(escaped) as string).toWellFormed();
    } catch {
      return this.wrong("Invalid escape");
    }
  }

  private finish(value: Value): Value {
    this.space();
    if (this.at < this.text.length) fail(`Unexpected extra JSON values (while parsing '${this.text}')`);
    return value;
  }

  private space(): void {
    while (this.at < this.text.length && " \t\r\n\ufeff".includes(this.text[this.at]!)) this.at++;
  }

  private wrong(message: string, atEnd = this.at >= this.text.length): never {
    const before = this.text.slice(0, atEnd ? this.text.length : this.at + 1);
    const line = before.split("\n").length;
    const column = before.length - (before.lastIndexOf("\n") + 1);
    const end = atEnd ? " at EOF" : "";
    return fail(`${message}${end} at line ${line}, column ${column} (while parsing '${this.text}')`);
  }
}
