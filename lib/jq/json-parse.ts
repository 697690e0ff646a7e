import type { Budget } from "./budget";
import { numberLiteral } from "./decimal";
import { fail } from "./errors";
import { setKey } from "./keys";
import type { Tainted } from "./tainted";
import { isString, type JsonObject, type Value } from "./value";

/** Deeper JSON is refused, as by jq. */
const maxDepth = 10_000;

/** Where the parser of the platform gives just what jq gives: no numbers whose spelling matters, nothing deep. */
const delicate = /\d{16}|\d\.\d*0(?!\d)|0\.0000|\d[eE]|-0|\\u[dD][89abAB]/;

/** What a text or literal read between two offsets becomes. */
export type Mark = (value: Value, start: number, end: number) => Value;

/**
 * Parses one JSON text as jq reads it: `nan` is allowed, long numbers keep their digits. Texts and literals,
 * keys too, become what `mark` makes of them.
 */
export function parseJson(text: string, budget: Budget, mark: Mark | null = null): Value {
  budget.text(text.length);
  budget.bytes(membersIn(text, budget));
  if (mark === null && text.length < 100_000 && !delicate.test(text) && !text.includes("[[[[[[[[")) {
    try {
      const value: unknown = JSON.parse(text);
      return value as Value;
    } catch {
      // The reader below finds out what is wrong, and where.
    }
  }
  return new Reader(text, budget, mark).read();
}

/** The bytes that the members and containers of a JSON text take, by its punctuation. */
function membersIn(text: string, budget: Budget): number {
  let bytes = 0;
  budget.step(text.length >> 3);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 44) bytes += 32;
    else if (unit === 58) bytes += 96;
    else if (unit === 91 || unit === 123) bytes += 96;
  }
  return bytes;
}

const literal = /[^ \t\r\n[\]{},:"]+/y;
const string = /"(?:[^"\\]|\\[\s\S])*"/y;
const numeral = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

interface Frame {
  container: Value[] | JsonObject;
  /** The key that waits for its value; null before a key, and always in an array. */
  key: string | Tainted | null;
}

/** jq counts columns in bytes. */
function utf8Length(text: string): number {
  let length = 0;
  for (const char of text) {
    const point = char.codePointAt(0)!;
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return length;
}

/** Reads a text character by character, so that what is wrong is said with jq's words at jq's position. */
class Reader {
  private readonly text: string;
  private readonly budget: Budget;
  private readonly mark: Mark | null;
  private readonly frames: Frame[] = [];
  private at = 0;
  /** The value just read and not yet put anywhere. */
  private next: Value | undefined;
  private done: Value | undefined;

  constructor(text: string, budget: Budget, mark: Mark | null) {
    this.text = text;
    this.budget = budget;
    this.mark = mark;
  }

  read(): Value {
    if (this.text.charCodeAt(0) === 0xfeff) this.at = 1;
    while (this.at < this.text.length) {
      this.budget.step(4);
      const char = this.text[this.at]!;
      if (" \t\r\n".includes(char)) {
        this.at++;
        this.settle();
      } else if ("[{]},:".includes(char)) {
        this.at++;
        this.punctuate(char);
        this.settle();
      } else if (char === '"') this.readString();
      else this.readLiteral();
    }
    if (this.frames.length > 0) return this.wrong("Unfinished JSON term", true);
    this.settle();
    return this.done ?? fail(`Expected JSON value (while parsing '${this.text}')`);
  }

  /** A whole value at the top is the result; a second one is too much. */
  private settle(): void {
    if (this.next === undefined || this.frames.length > 0) return;
    if (this.done !== undefined) fail(`Unexpected extra JSON values (while parsing '${this.text}')`);
    this.done = this.next;
    this.next = undefined;
  }

  private punctuate(char: string): void {
    const frame = this.frames.at(-1);
    if (char === "[" || char === "{") {
      if (this.frames.length >= maxDepth) this.wrong("Exceeds depth limit for parsing");
      if (this.next !== undefined) this.wrong("Expected separator between values");
      // Arrays grow in leaps.
      this.budget.bytes(200);
      this.frames.push({ container: char === "[" ? [] : {}, key: null });
    } else if (char === ":") this.colon(frame);
    else if (char === ",") this.comma(frame);
    else this.close(char, frame);
  }

  private colon(frame: Frame | undefined): void {
    if (this.next === undefined) throw this.wrong("Expected string key before ':'");
    if (frame === undefined || Array.isArray(frame.container) || frame.key !== null) {
      throw this.wrong("':' not as part of an object");
    }
    if (!isString(this.next)) throw this.wrong("Object keys must be strings");
    frame.key = this.next;
    this.next = undefined;
  }

  private comma(frame: Frame | undefined): void {
    if (this.next === undefined) this.wrong("Expected value before ','");
    if (frame === undefined) throw this.wrong("',' not as part of an object or array");
    this.put(frame, "Objects must consist of key:value pairs");
  }

  private close(char: string, frame: Frame | undefined): void {
    const array = char === "]";
    if (frame === undefined || Array.isArray(frame.container) !== array) {
      const valued = !array && frame !== undefined && this.next !== undefined;
      throw this.wrong(valued ? "Objects must consist of key:value pairs" : `Unmatched '${char}'`);
    }
    const { container } = frame;
    if (this.next !== undefined) this.put(frame, "Objects must consist of key:value pairs");
    else if (frame.key !== null) this.wrong("Unmatched '}'");
    else if (Object.keys(container).length > 0) {
      this.wrong(array ? "Expected another array element" : "Expected another key-value pair");
    }
    this.frames.pop();
    this.next = container;
  }

  private put(frame: Frame, otherwise: string): void {
    if (Array.isArray(frame.container)) frame.container.push(this.next!);
    else if (frame.key === null) this.wrong(otherwise);
    else setKey(frame.container, frame.key, this.next!);
    frame.key = null;
    this.next = undefined;
  }

  private accept(value: Value, start: number, end: number): void {
    if (this.next !== undefined) this.wrong("Expected separator between values");
    this.next = this.mark === null ? value : this.mark(value, start, end);
    this.settle();
  }

  private readString(): void {
    string.lastIndex = this.at;
    const quoted = string.exec(this.text)?.[0];
    if (quoted === undefined) throw this.wrong("Unfinished string", true);
    const start = this.at;
    this.at += quoted.length;
    this.accept(this.unquote(quoted), start, this.at);
  }

  private readLiteral(): void {
    literal.lastIndex = this.at;
    const word = literal.exec(this.text)![0];
    // A literal is judged when what follows it is seen.
    this.at += word.length + 1;
    const value = this.literalOf(word);
    this.accept(value, this.at - word.length - 1, this.at - 1);
    this.at--;
  }

  private literalOf(word: string): Value {
    const end = this.at > this.text.length;
    if (word === "true") return true;
    if (word === "false") return false;
    if (word === "null") return null;
    if (/^[+-]?nan$/i.test(word)) return Number.NaN;
    if (/^[+-]?infinity$/i.test(word)) {
      return word.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
    }
    if (numeral.test(word)) return numberLiteral(word.replace(/^\+/, ""));
    if (word.startsWith("'")) return this.wrong(`Invalid string literal; expected ", but got '`, end);
    return this.wrong(/^(?:[tf]|nu)/.test(word) ? "Invalid literal" : "Invalid numeric literal", end);
  }

  private unquote(quoted: string): string {
    if (/\p{Cc}/u.test(quoted) && Array.from(quoted).some((char) => char < " ")) {
      this.wrong("Invalid string: control characters from U+0000 through U+001F must be escaped");
    }
    const high = /(?<!\\)(?:\\\\)*\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})/;
    if (high.test(quoted)) this.wrong("Invalid \\uXXXX\\uXXXX surrogate pair escape");
    try {
      return (JSON.parse(quoted) as string).toWellFormed();
    } catch {
      if (!/(?<!\\)(?:\\\\)*\\u(?![0-9a-fA-F]{4})/.test(quoted)) return this.wrong("Invalid escape");
      const short = /\\u.{0,3}"$/.test(quoted);
      return this.wrong(short ? "Invalid \\uXXXX escape" : "Invalid characters in \\uXXXX escape");
    }
  }

  private wrong(message: string, atEnd = false): never {
    const before = atEnd ? this.text : this.text.slice(0, this.at);
    const line = before.split("\n").length;
    const column = utf8Length(before.slice(before.lastIndexOf("\n") + 1));
    const end = atEnd ? " at EOF" : "";
    return fail(`${message}${end} at line ${line}, column ${column} (while parsing '${this.text}')`);
  }
}
