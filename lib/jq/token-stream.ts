import type { Ast, Span } from "./ast";
import { CompileFailure } from "./errors";
import { mistakeHint } from "./hints";
import { type Token, tokenize } from "./lexer";

/** Nesting beyond this is refused, so that no later pass can run out of JavaScript stack. */
const maxNesting = 400;

/** The two rules that the parts of a program refer back to; handed in, so that no file imports in a circle. */
export interface Grammar {
  pipe(stream: TokenStream): Ast;
  expression(stream: TokenStream): Ast;
  entryValue(stream: TokenStream): Ast;
}

/** The tokens of a program and a place among them. */
export class TokenStream {
  readonly text: string;
  private readonly tokens: Token[];
  private at = 0;
  private nesting = 0;

  private readonly grammar: Grammar;

  constructor(text: string, grammar: Grammar) {
    this.text = text;
    this.grammar = grammar;
    this.tokens = tokenize(text);
  }

  /** A whole expression, as between brackets. */
  pipe(): Ast {
    return this.grammar.pipe(this);
  }

  /** An expression without pipes or commas, as before `as`. */
  expression(): Ast {
    return this.grammar.expression(this);
  }

  /** The value of an object entry. */
  entryValue(): Ast {
    return this.grammar.entryValue(this);
  }

  get current(): Token {
    return this.tokens[this.at]!;
  }

  get isEnd(): boolean {
    return this.current.kind === "end";
  }

  /** Where the token before the current one ended. */
  get lastEnd(): number {
    return this.tokens[this.at - 1]?.end ?? 0;
  }

  peek(distance: number): Token {
    return this.tokens[Math.min(this.at + distance, this.tokens.length - 1)]!;
  }

  next(): Token {
    const token = this.current;
    if (token.kind !== "end") this.at++;
    return token;
  }

  isOperator(text: string): boolean {
    return this.current.kind === "operator" && this.current.text === text;
  }

  isKeyword(text: string): boolean {
    return this.current.kind === "keyword" && this.current.text === text;
  }

  takeOperator(text: string): boolean {
    if (!this.isOperator(text)) return false;
    this.at++;
    return true;
  }

  takeKeyword(text: string): boolean {
    if (!this.isKeyword(text)) return false;
    this.at++;
    return true;
  }

  expectOperator(text: string): void {
    if (!this.takeOperator(text)) this.unexpected(`'${text}'`);
  }

  expectKeyword(text: string): void {
    if (!this.takeKeyword(text)) this.unexpected(`'${text}'`);
  }

  expect(kind: Token["kind"], what: string): Token {
    if (this.current.kind !== kind) this.unexpected(what);
    return this.next();
  }

  /** Splits `?//` so that what is left to read is `//`. */
  splitAlternative(): void {
    const token = this.current;
    this.tokens[this.at] = { kind: "operator", text: "//", start: token.start + 1, end: token.end };
  }

  unexpected(expected?: string): never {
    const { current } = this;
    const found = current.kind === "end" ? "end of file" : `'${this.text.slice(current.start, current.end)}'`;
    const wanted = expected === undefined ? "" : `, expecting ${expected}`;
    const span = current.kind === "end" ? { start: this.lastEnd, end: current.end } : current;
    throw new CompileFailure(
      `syntax error, unexpected ${found}${wanted}`,
      { start: span.start, end: span.end },
      mistakeHint(this.text, current.start),
    );
  }

  /** Runs `parse` one level deeper. */
  nested<T>(parse: () => T): T {
    if (++this.nesting > maxNesting) {
      throw new CompileFailure("the program is nested too deeply", this.spanHere());
    }
    const result = parse();
    this.nesting--;
    return result;
  }

  /** A left-leaning chain nests its tree without nesting the parser; it counts all the same. */
  checkChain(length: number): void {
    if (length > maxNesting) throw new CompileFailure("the program has too long a chain", this.spanHere());
  }

  from(start: number): Span {
    return { start, end: this.lastEnd };
  }

  private spanHere(): Span {
    return { start: this.current.start, end: this.current.end };
  }
}
