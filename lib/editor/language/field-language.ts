import { type ExpressionCaret, expressionAround } from "./caret";
import { expressionStringAt, type TextPart } from "./expression-strings";
import type { Place } from "./fields";
import { plainExpression } from "./plain-expression";
import { escapeForJson } from "./string-literal";
import { type JsonToken, tokenizeLine, tokenizeScratch } from "./tokens";

/** A stretch of a field's text that is drawn in one way; `scope` as the tokens of the JSON editor have it. */
export interface FieldToken {
  start: number;
  end: number;
  scope: string;
}

/** What stands at a place of a field's text. Offsets are into that text. */
export interface FieldPlace {
  /** The expression around the place; nothing where a template could begin. */
  caret: ExpressionCaret | undefined;
  /** From an offset of the string's value, as suggestions and hovers have it, to the field's text. */
  toField(offset: number): number;
  /** A text of the value as the field writes it. */
  write(text: string): string;
}

/** How the text of one field is read. */
export interface FieldLanguage {
  syntax: "template" | "jq" | "json";
  /** Whose field it is, and what its expressions read. */
  owner: Owner & { place: Place };
  tokens(text: string): FieldToken[];
  /** Nothing where neither an expression stands nor a template may begin. */
  placeAt(text: string, index: number): FieldPlace | undefined;
}

interface Owner {
  node: string;
  nodeType: string;
}

const same = (value: number): number => value;
const asItIs = (text: string): string => text;

/** A field that holds one text: a template, or bare jq. */
export function textLanguage(syntax: "template" | "jq", place: Place, owner: Owner): FieldLanguage {
  return {
    syntax,
    owner: { ...owner, place },
    tokens: (text) => ranges(tokenizeScratch(text, syntax), text, 0),
    placeAt: (text, index) => ({
      caret: expressionAround(plainExpression(text, { syntax, place, ...owner }), index),
      toField: same,
      write: asItIs,
    }),
  };
}

/** A field that holds JSON with such texts in it. `path` is that of the value in the document. */
export function jsonLanguage(path: readonly (string | number)[], owner: Owner): FieldLanguage {
  const part: TextPart = { kind: "value", path, ...owner };
  return {
    syntax: "json",
    owner: { ...owner, place: path[2] === "variables" ? "variables" : "config" },
    tokens: (text) => {
      let at = 0;
      return text.split("\n").flatMap((line) => {
        const found = ranges(tokenizeLine(line), line, at);
        at += line.length + 1;
        return found;
      });
    },
    placeAt: (text, index) => {
      const string = expressionStringAt(text, part, index);
      return (
        string && {
          caret: expressionAround(string, string.literal.indexOf(index)),
          toField: (offset) => string.literal.offsetOf(offset),
          write: escapeForJson,
        }
      );
    },
  };
}

/** Tokens reach to the next one's start. Two templates in a row, and the steps of a path, are told apart. */
function ranges(tokens: readonly JsonToken[], text: string, offset: number): FieldToken[] {
  return tokens.flatMap(({ startIndex, scopes }, index) => {
    const end = tokens[index + 1]?.startIndex ?? text.length;
    const piece = text.slice(startIndex, end);
    const pieces =
      scopes.startsWith("template.brace") && piece === "}}{{"
        ? ["}}", "{{"]
        : scopes.startsWith("template.path")
          ? piece.split(/(?=\.)/)
          : [piece];
    let at = offset + startIndex;
    return pieces.map((one) => {
      const start = at;
      at += one.length;
      return { start, end: at, scope: scopes };
    });
  });
}
