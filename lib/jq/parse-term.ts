import type { Ast, Span } from "./ast";
import { parseObject } from "./parse-object";
import { parsePatterns } from "./parse-pattern";
import { parseString } from "./parse-string";
import type { TokenStream } from "./token-stream";

/** A term with the signs and words before it and what follows it. */
export function parseOperand(stream: TokenStream): Ast {
  return stream.nested((): Ast => {
    const { start } = stream.current;
    if (stream.takeKeyword("try")) {
      const body = parseOperand(stream);
      const handler = stream.takeKeyword("catch") ? parseOperand(stream) : null;
      return { type: "try", body, handler, ...stream.from(start) };
    }
    if (stream.takeOperator("-")) {
      const body = parseOperand(stream);
      // A zero that is written down has no sign.
      if (body.type === "number" && Number(body.text) === 0) return { ...body, start };
      return { type: "negate", body, ...stream.from(start) };
    }
    return parseSuffixes(stream, parseTerm(stream));
  });
}

function constant(text: string, span: Span): Ast {
  return { type: "string", format: null, parts: [text], start: span.start, end: span.end };
}

function parseSuffixes(stream: TokenStream, first: Ast): Ast {
  const { start } = first;
  let term = first;
  let length = 0;
  while (true) {
    stream.checkChain(++length);
    const { current } = stream;
    if (current.kind === "field") {
      term = parseField(stream, term);
    } else if (stream.isOperator(".") && stream.peek(1).kind === "quote") {
      stream.next();
      term = indexBy(stream, term, parseString(stream), start);
    } else if (stream.isOperator(".") && stream.peek(1).kind === "format") {
      stream.next();
      term = indexBy(stream, term, parseString(stream), start);
    } else if (stream.isOperator(".") && stream.peek(1).text === "[" && stream.peek(1).kind === "operator") {
      stream.next();
      term = parseBracket(stream, term);
    } else if (stream.isOperator("[")) {
      term = parseBracket(stream, term);
    } else if (stream.takeOperator("?")) {
      term = { type: "optional", body: term, ...stream.from(start) };
    } else {
      return term;
    }
  }
}

function indexBy(stream: TokenStream, target: Ast, key: Ast, start: number): Ast {
  const keySpan = { start: key.start, end: key.end };
  const optional = stream.takeOperator("?");
  return { type: "index", target, key, keySpan, optional, ...stream.from(start) };
}

function parseField(stream: TokenStream, target: Ast): Ast {
  const token = stream.next();
  const span = { start: token.end - token.text.length, end: token.end };
  return indexBy(stream, target, constant(token.text, span), Math.min(target.start, token.start));
}

/** `[key]`, `[from:to]` or `[]` after a term. */
function parseBracket(stream: TokenStream, target: Ast): Ast {
  const { start } = target;
  stream.expectOperator("[");
  if (stream.takeOperator("]")) {
    return { type: "iterate", target, optional: stream.takeOperator("?"), ...stream.from(start) };
  }
  const from = stream.isOperator(":") ? null : stream.pipe();
  if (!stream.takeOperator(":")) {
    stream.expectOperator("]");
    return indexBy(stream, target, from!, start);
  }
  const to = stream.isOperator("]") && from !== null ? null : stream.pipe();
  stream.expectOperator("]");
  return { type: "slice", target, from, to, optional: stream.takeOperator("?"), ...stream.from(start) };
}

function parseTerm(stream: TokenStream): Ast {
  const { current } = stream;
  const { start } = current;
  switch (current.kind) {
    case "number":
      stream.next();
      return { type: "number", text: current.text, ...stream.from(start) };
    case "quote":
      return parseString(stream);
    case "format":
      if (stream.peek(1).kind === "quote") return parseString(stream);
      stream.next();
      return { type: "format", name: current.text, ...stream.from(start) };
    case "field":
      return parseField(stream, { type: "identity", start, end: start });
    case "variable":
      stream.next();
      if (current.text === "__loc__") {
        const line = stream.text.slice(0, start).split("\n").length;
        return { type: "location", line, ...stream.from(start) };
      }
      return { type: "variable", name: current.text, ...stream.from(start) };
    case "name":
      if (current.text === "break" && stream.peek(1).kind === "variable") {
        stream.next();
        return { type: "break", name: stream.next().text, ...stream.from(start) };
      }
      return parseCall(stream);
    case "keyword":
      return parseKeyword(stream);
    case "operator":
      return parseOperatorTerm(stream);
    default:
      return stream.unexpected();
  }
}

function parseCall(stream: TokenStream): Ast {
  const token = stream.next();
  const args: Ast[] = [];
  if (stream.takeOperator("(")) {
    do args.push(stream.pipe());
    while (stream.takeOperator(";"));
    stream.expectOperator(")");
  }
  const nameSpan = { start: token.start, end: token.end };
  return { type: "call", name: token.text, nameSpan, args, ...stream.from(token.start) };
}

function parseOperatorTerm(stream: TokenStream): Ast {
  const { start } = stream.current;
  if (stream.isOperator(".")) {
    const after = stream.peek(1);
    if (after.kind === "quote" || after.kind === "format") {
      stream.next();
      return indexBy(stream, { type: "identity", start, end: start }, parseString(stream), start);
    }
    stream.next();
    return { type: "identity", ...stream.from(start) };
  }
  if (stream.takeOperator("..")) return { type: "recurseDefault", ...stream.from(start) };
  if (stream.takeOperator("(")) {
    const inner = stream.pipe();
    stream.expectOperator(")");
    // A copy with the span of the brackets, so that a suffix or an `as` after it starts at the right place.
    return { ...inner, ...stream.from(start) };
  }
  if (stream.takeOperator("[")) {
    const body = stream.isOperator("]") ? null : stream.pipe();
    stream.expectOperator("]");
    return { type: "array", body, ...stream.from(start) };
  }
  if (stream.isOperator("{")) return parseObject(stream);
  return stream.unexpected();
}

function parseKeyword(stream: TokenStream): Ast {
  const { start } = stream.current;
  if (stream.isKeyword("__loc__")) return stream.unexpected();
  if (stream.takeKeyword("if")) return parseIf(stream, start);
  if (stream.takeKeyword("reduce")) {
    const { source, patterns } = parseSource(stream);
    stream.expectOperator("(");
    const init = stream.pipe();
    stream.expectOperator(";");
    const update = stream.pipe();
    stream.expectOperator(")");
    return { type: "reduce", source, patterns, init, update, ...stream.from(start) };
  }
  if (stream.takeKeyword("foreach")) {
    const { source, patterns } = parseSource(stream);
    stream.expectOperator("(");
    const init = stream.pipe();
    stream.expectOperator(";");
    const update = stream.pipe();
    const extract = stream.takeOperator(";") ? stream.pipe() : null;
    stream.expectOperator(")");
    return { type: "foreach", source, patterns, init, update, extract, ...stream.from(start) };
  }
  return stream.unexpected();
}

function parseSource(stream: TokenStream) {
  const source = stream.expression();
  stream.expectKeyword("as");
  return { source, patterns: parsePatterns(stream) };
}

function parseIf(stream: TokenStream, start: number): Ast {
  const condition = stream.pipe();
  stream.expectKeyword("then");
  const then = stream.pipe();
  let otherwise: Ast | null = null;
  const branch = stream.current.start;
  if (stream.takeKeyword("elif")) {
    otherwise = stream.nested(() => parseIf(stream, branch));
    return { type: "if", condition, then, otherwise, ...stream.from(start) };
  }
  if (stream.takeKeyword("else")) otherwise = stream.pipe();
  stream.expectKeyword("end");
  return { type: "if", condition, then, otherwise, ...stream.from(start) };
}
