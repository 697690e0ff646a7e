import type { Ast, Pattern } from "../ast";
import { openBrackets } from "./brackets";
import { parsedText } from "./parsed";

const width = 88;

/**
 * The text with regular spacing, a long pipe one stage a line. A text that does not parse, or that has comments,
 * is returned as it is: nothing that was written may be lost.
 */
export function format(text: string): string {
  const ast = parsedText(text);
  if (ast === null || hasComment(text)) return text;
  const line = print(ast, 0);
  const result =
    line.length > width && ast.type === "pipe"
      ? ast.stages.map((stage) => print(stage, 2)).join("\n| ")
      : line;
  const again = parsedText(result);
  return again !== null && shape(again) === shape(ast) ? result : text;
}

/** A `#` begins a comment anywhere but in a string. */
const hasComment = (text: string): boolean =>
  Array.from(text.matchAll(/#/g)).some(
    ({ index }) => openBrackets(text.slice(0, index)).at(-1)?.kind !== '"',
  );

const spans = new Set(["start", "end", "keySpan", "nameSpan", "line"]);

/** A tree without its places. */
const shape = (ast: Ast): string =>
  JSON.stringify(ast, (key, value: unknown) => (spans.has(key) ? undefined : value));

const levels: Record<string, number> = { "//": 3, or: 5, and: 6, "+": 8, "-": 8, "*": 9, "/": 9, "%": 9 };

/** Prints a tree where operators looser than `level` need parentheses. */
function print(ast: Ast, level: number): string {
  const own = levelOf(ast);
  const text = printBare(ast);
  return own < level ? `(${text})` : text;
}

function levelOf(ast: Ast): number {
  switch (ast.type) {
    case "define":
    case "as":
    case "label":
      return 0;
    case "pipe":
      return 1;
    case "comma":
      return 2;
    case "update":
      return 4;
    case "binary":
      return levels[ast.operator] ?? 7;
    case "negate":
    case "try":
      return 10;
    default:
      return 11;
  }
}

const term = (ast: Ast): string => print(ast, 11);

function printBare(ast: Ast): string {
  switch (ast.type) {
    case "identity":
      return ".";
    case "recurseDefault":
      return "..";
    case "number":
      return ast.text;
    case "string":
      return printString(ast);
    case "format":
      return ast.name;
    case "variable":
      return `$${ast.name}`;
    case "location":
      return "$__loc__";
    case "index":
      return `${base(ast.target, ast.key)}${key(ast.key)}${ast.optional ? "?" : ""}`;
    case "slice": {
      const from = ast.from === null ? "" : print(ast.from, 1);
      const to = ast.to === null ? "" : print(ast.to, 1);
      return `${term(ast.target)}[${from}:${to}]${ast.optional ? "?" : ""}`;
    }
    case "iterate":
      return `${term(ast.target)}[]${ast.optional ? "?" : ""}`;
    case "optional":
      return `${ast.body.type === "index" || ast.body.type === "slice" || ast.body.type === "iterate" ? `(${print(ast.body, 0)})` : term(ast.body)}?`;
    case "array":
      return ast.body === null ? "[]" : `[${print(ast.body, 0)}]`;
    case "object":
      return ast.entries.length === 0 ? "{}" : `{${ast.entries.map(printEntry).join(", ")}}`;
    case "negate":
      return `-${print(ast.body, 10)}`;
    case "pipe":
      return ast.stages.map((stage) => print(stage, 2)).join(" | ");
    case "comma":
      return ast.items.map((item) => print(item, 3)).join(", ");
    case "binary": {
      const own = levelOf(ast);
      const right = ast.operator === "//" ? own : own + 1;
      // An assignment takes a `//` after it with it, unless it stands in parentheses.
      const left = ast.operator === "//" ? 5 : own === 7 ? own + 1 : own;
      return `${print(ast.left, left)} ${ast.operator} ${print(ast.right, right)}`;
    }
    case "update":
      return `${print(ast.target, 5)} ${ast.operator} ${assigned(ast.value)}`;
    case "if":
      return printIf(ast);
    case "try":
      return `try ${print(ast.body, 10)}${ast.handler === null ? "" : ` catch ${print(ast.handler, 10)}`}`;
    case "reduce":
      return `reduce ${print(ast.source, 10)} as ${patterns(ast.patterns)} (${print(ast.init, 0)}; ${print(ast.update, 0)})`;
    case "foreach": {
      const extract = ast.extract === null ? "" : `; ${print(ast.extract, 0)}`;
      return `foreach ${print(ast.source, 10)} as ${patterns(ast.patterns)} (${print(ast.init, 0)}; ${print(ast.update, 0)}${extract})`;
    }
    case "as":
      return `${print(ast.source, 10)} as ${patterns(ast.patterns)} | ${print(ast.body, 0)}`;
    case "define": {
      const { name, params, body } = ast.definition;
      const list = params.length === 0 ? "" : `(${params.join("; ")})`;
      return `def ${name}${list}: ${print(body, 0)}; ${print(ast.body, 0)}`;
    }
    case "label":
      return `label $${ast.name} | ${print(ast.body, 0)}`;
    case "break":
      return `break $${ast.name}`;
    case "call":
      return ast.args.length === 0
        ? ast.name
        : `${ast.name}(${ast.args.map((arg) => print(arg, 0)).join("; ")})`;
  }
}

/** The right side of an assignment: a `//` chain needs no parentheses there, and another assignment does. */
const assigned = (ast: Ast): string =>
  ast.type === "binary" && ast.operator === "//"
    ? `${print(ast.left, 5)} // ${assigned(ast.right)}`
    : print(ast, 5);

function printIf(ast: Extract<Ast, { type: "if" }>): string {
  const head = `if ${print(ast.condition, 0)} then ${print(ast.then, 0)}`;
  if (ast.otherwise === null) return `${head} end`;
  if (ast.otherwise.type === "if") return `${head} el${printIf(ast.otherwise)}`;
  return `${head} else ${print(ast.otherwise, 0)} end`;
}

const plainName = (name: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);

function plainKey(ast: Ast): string | null {
  if (ast.type !== "string" || ast.format !== null || ast.parts.length !== 1) return null;
  const [part] = ast.parts;
  return typeof part === "string" && plainName(part) ? part : null;
}

function base(target: Ast, by: Ast): string {
  if (target.type !== "identity") return term(target);
  return plainKey(by) === null ? "." : "";
}

const key = (ast: Ast): string => {
  const plain = plainKey(ast);
  return plain === null ? `[${print(ast, 0)}]` : `.${plain}`;
};

function printEntry({ key: name, value }: { key: Ast; value: Ast }): string {
  const plain = plainKey(name);
  if (
    plain !== null &&
    value.type === "index" &&
    !value.optional &&
    value.target.type === "identity" &&
    plainKey(value.key) === plain
  )
    return plain;
  if (plain !== null && value.type === "variable" && value.name === plain) return `$${plain}`;
  const left =
    plain ??
    (name.type === "string"
      ? printString(name)
      : name.type === "variable"
        ? `$${name.name}`
        : `(${print(name, 0)})`);
  return `${left}: ${print(value, 3)}`;
}

function printString(ast: Extract<Ast, { type: "string" }>): string {
  const inner = ast.parts.map((part) =>
    typeof part === "string" ? JSON.stringify(part).slice(1, -1) : `\\(${print(part, 0)})`,
  );
  return `${ast.format === null ? "" : `${ast.format} `}"${inner.join("")}"`;
}

const patterns = (list: readonly Pattern[]): string => list.map(printPattern).join(" ?// ");

function printPattern(pattern: Pattern): string {
  if (pattern.type === "variable") return `$${pattern.name}`;
  if (pattern.type === "array") return `[${pattern.items.map(printPattern).join(", ")}]`;
  const entries = pattern.entries.map(({ variable, key: name, value }) => {
    const left =
      variable !== null
        ? `$${variable}`
        : (plainKey(name!) ?? (name!.type === "string" ? printString(name!) : `(${print(name!, 0)})`));
    return value === null ? left : `${left}: ${printPattern(value)}`;
  });
  return `{${entries.join(", ")}}`;
}
