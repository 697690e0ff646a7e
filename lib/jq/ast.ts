/** A half-open range of UTF-16 units in the program text. */
export interface Span {
  start: number;
  end: number;
}

export type BinaryOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "and"
  | "or"
  | "//";

export type UpdateOperator = "=" | "|=" | "+=" | "-=" | "*=" | "/=" | "%=" | "//=";

/** One piece of a string: literal text, or an interpolated expression. */
export type StringPart = string | Ast;

export type Pattern =
  | ({ type: "variable"; name: string } & Span)
  | ({ type: "array"; items: Pattern[] } & Span)
  | ({ type: "object"; entries: PatternEntry[] } & Span);

/** In `{$name: pattern}` both are bound; a computed key has no variable. */
export interface PatternEntry {
  variable: string | null;
  key: Ast | null;
  /** Where the variable or the key is written. */
  keySpan: Span;
  value: Pattern | null;
}

export interface ObjectEntry extends Span {
  key: Ast;
  value: Ast;
}

export interface Definition extends Span {
  name: string;
  nameSpan: Span;
  /** A leading `$` marks a value parameter. */
  params: string[];
  body: Ast;
}

/** A jq program as a tree. Every node knows where it stands in the text. */
export type Ast = Span &
  (
    | { type: "identity" }
    | { type: "recurseDefault" }
    | { type: "number"; text: string }
    | { type: "string"; format: string | null; parts: StringPart[] }
    | { type: "format"; name: string }
    | { type: "variable"; name: string }
    | { type: "location"; line: number }
    | { type: "index"; target: Ast; key: Ast; keySpan: Span; optional: boolean }
    | { type: "slice"; target: Ast; from: Ast | null; to: Ast | null; optional: boolean }
    | { type: "iterate"; target: Ast; optional: boolean }
    | { type: "optional"; body: Ast }
    | { type: "array"; body: Ast | null }
    | { type: "object"; entries: ObjectEntry[] }
    | { type: "negate"; body: Ast }
    | { type: "pipe"; stages: Ast[] }
    | { type: "comma"; items: Ast[] }
    | { type: "binary"; operator: BinaryOperator; left: Ast; right: Ast }
    | { type: "update"; operator: UpdateOperator; target: Ast; value: Ast }
    | { type: "if"; condition: Ast; then: Ast; otherwise: Ast | null }
    | { type: "try"; body: Ast; handler: Ast | null }
    | { type: "reduce"; source: Ast; patterns: Pattern[]; init: Ast; update: Ast }
    | { type: "foreach"; source: Ast; patterns: Pattern[]; init: Ast; update: Ast; extract: Ast | null }
    | { type: "as"; source: Ast; patterns: Pattern[]; body: Ast }
    | { type: "define"; definition: Definition; body: Ast }
    | { type: "label"; name: string; body: Ast }
    | { type: "break"; name: string }
    | { type: "call"; name: string; nameSpan: Span; args: Ast[] }
  );
