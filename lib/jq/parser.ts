import type { Ast, BinaryOperator, Definition, UpdateOperator } from "./ast";
import { CompileFailure } from "./errors";
import { parsePatterns } from "./parse-pattern";
import { parseOperand } from "./parse-term";
import { TokenStream } from "./token-stream";

/** Reads a whole program. Throws `CompileFailure`. */
export function parse(text: string): Ast {
  const stream = new TokenStream(text, {
    pipe: parsePipe,
    expression: parseAlternative,
    entryValue: parseEntryValue,
  });
  if (stream.isKeyword("import") || stream.isKeyword("include") || stream.isKeyword("module")) {
    throw new CompileFailure(`modules are not available: ${stream.current.text}`, {
      start: stream.current.start,
      end: stream.current.end,
    });
  }
  if (stream.isEnd) {
    throw new CompileFailure("the expression is empty", { start: 0, end: text.length });
  }
  const program = parsePipe(stream);
  if (!stream.isEnd) stream.unexpected("end of file");
  return program;
}

/** The lowest precedence: definitions, then stages joined by `|`. */
function parsePipe(stream: TokenStream): Ast {
  return stream.nested(() => {
    const { start } = stream.current;
    if (stream.isKeyword("def")) {
      const definition = parseDefinition(stream);
      const body = parsePipe(stream);
      return { type: "define", definition, body, ...stream.from(start) };
    }
    const stages = [parseComma(stream)];
    while (stream.takeOperator("|")) {
      // A definition in the middle of a pipe reaches to the end of that pipe.
      if (stream.isKeyword("def")) {
        stages.push(parsePipe(stream));
        break;
      }
      stages.push(parseComma(stream));
    }
    return stages.length === 1 ? stages[0]! : { type: "pipe", stages, ...stream.from(start) };
  });
}

/** The value of an object entry: as a pipe, but a comma ends it. */
function parseEntryValue(stream: TokenStream): Ast {
  const { start } = stream.current;
  const stages = [parseAlternative(stream)];
  while (stream.takeOperator("|")) stages.push(parseAlternative(stream));
  return stages.length === 1 ? stages[0]! : { type: "pipe", stages, ...stream.from(start) };
}

/** `def name(params): body;` */
function parseDefinition(stream: TokenStream): Definition {
  const { start } = stream.current;
  stream.expectKeyword("def");
  const token = stream.expect("name", "a name");
  const params: string[] = [];
  if (stream.takeOperator("(")) {
    do {
      if (stream.current.kind === "variable") params.push(`$${stream.next().text}`);
      else if (stream.current.kind === "keyword") params.push(stream.next().text);
      else params.push(stream.expect("name", "a parameter").text);
    } while (stream.takeOperator(";"));
    stream.expectOperator(")");
  }
  stream.expectOperator(":");
  const body = parsePipe(stream);
  stream.expectOperator(";");
  return {
    name: token.text,
    nameSpan: { start: token.start, end: token.end },
    params,
    body,
    ...stream.from(start),
  };
}

function parseComma(stream: TokenStream): Ast {
  const { start } = stream.current;
  const items = [parseBound(stream)];
  while (stream.takeOperator(",")) items.push(parseBound(stream));
  return items.length === 1 ? items[0]! : { type: "comma", items, ...stream.from(start) };
}

/**
 * `source as patterns | body`: the source is all of the expression before it, the body reaches as far as a pipe does.
 * So does what follows a definition or a label, which may stand here too.
 */
function parseBound(stream: TokenStream): Ast {
  if (stream.isKeyword("def")) return stream.pipe();
  if (stream.isKeyword("label")) return parseLabel(stream);
  const source = parseAlternative(stream);
  if (!stream.takeKeyword("as")) return source;
  const patterns = parsePatterns(stream);
  stream.expectOperator("|");
  return { type: "as", source, patterns, body: stream.pipe(), ...stream.from(source.start) };
}

/** `label $name | body` */
function parseLabel(stream: TokenStream): Ast {
  const { start } = stream.current;
  stream.expectKeyword("label");
  const { text: name } = stream.expect("variable", "a $name");
  stream.expectOperator("|");
  const body = stream.pipe();
  return { type: "label", name, body, ...stream.from(start) };
}

/** `//` leans to the right. */
function parseAlternative(stream: TokenStream): Ast {
  const { start } = stream.current;
  const left = parseUpdate(stream);
  if (stream.isOperator("?//")) {
    const body: Ast = { type: "optional", body: left, ...stream.from(start) };
    stream.splitAlternative();
    stream.takeOperator("//");
    const right = stream.nested(() => parseAlternative(stream));
    return { type: "binary", operator: "//", left: body, right, ...stream.from(start) };
  }
  if (!stream.takeOperator("//")) return left;
  const right = stream.nested(() => parseAlternative(stream));
  return { type: "binary", operator: "//", left, right, ...stream.from(start) };
}

const updates = new Set<string>(["=", "|=", "+=", "-=", "*=", "/=", "%=", "//="]);

function parseUpdate(stream: TokenStream): Ast {
  const { start } = stream.current;
  const target = parseBinary(stream, 0);
  if (stream.current.kind !== "operator" || !updates.has(stream.current.text)) return target;
  const operator = stream.next().text as UpdateOperator;
  const value = operatorOperand(stream);
  if (stream.current.kind === "operator" && updates.has(stream.current.text)) stream.unexpected();
  return { type: "update", operator, target, value, ...stream.from(start) };
}

/** The right side of an assignment takes a `//` chain with it: `.a = .b // 1` assigns the alternative. */
function operatorOperand(stream: TokenStream): Ast {
  const { start } = stream.current;
  const left = parseBinary(stream, 0);
  if (!stream.isOperator("//")) return left;
  stream.takeOperator("//");
  const right = stream.nested(() => operatorOperand(stream));
  return { type: "binary", operator: "//", left, right, ...stream.from(start) };
}

const levels: readonly (readonly BinaryOperator[])[] = [
  ["or"],
  ["and"],
  ["==", "!=", "<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "/", "%"],
];
const comparison = 2;

function parseBinary(stream: TokenStream, level: number): Ast {
  const operators = levels[level];
  if (operators === undefined) return parseOperand(stream);
  const { start } = stream.current;
  let left = parseBinary(stream, level + 1);
  let length = 0;
  while (true) {
    const { current } = stream;
    const operator = operators.find(
      (candidate) =>
        candidate === current.text && (current.kind === "operator" || current.kind === "keyword"),
    );
    if (operator === undefined) return left;
    if (level === comparison && length > 0) stream.unexpected();
    stream.next();
    stream.checkChain(++length);
    const right = parseBinary(stream, level + 1);
    left = { type: "binary", operator, left, right, ...stream.from(start) };
  }
}
