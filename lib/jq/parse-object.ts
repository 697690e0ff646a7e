import type { Ast, ObjectEntry } from "./ast";
import { CompileFailure } from "./errors";
import { parseString } from "./parse-string";
import type { TokenStream } from "./token-stream";

/** `{…}`; the current token is the brace. */
export function parseObject(stream: TokenStream): Ast {
  const { start } = stream.current;
  stream.expectOperator("{");
  const entries: ObjectEntry[] = [];
  while (!stream.isOperator("}")) {
    entries.push(parseEntry(stream));
    // One trailing comma is allowed.
    if (!stream.takeOperator(",")) break;
  }
  stream.expectOperator("}");
  return { type: "object", entries, ...stream.from(start) };
}

function parseEntry(stream: TokenStream): ObjectEntry {
  const { current } = stream;
  const { start } = current;
  const identity: Ast = { type: "identity", start, end: start };
  if (current.kind === "variable") {
    const value = variableOrLocation(stream);
    if (stream.isOperator(":")) {
      stream.next();
      return { key: value, value: stream.entryValue(), ...stream.from(start) };
    }
    const key: Ast = { type: "string", format: null, parts: [current.text], ...stream.from(start) };
    return { key, value, ...stream.from(start) };
  }
  if (current.kind === "name" || current.kind === "keyword") {
    stream.next();
    const span = stream.from(start);
    const key: Ast = { type: "string", format: null, parts: [current.text], ...span };
    if (stream.takeOperator(":")) return { key, value: stream.entryValue(), ...stream.from(start) };
    const line = stream.text.slice(0, start).split("\n").length;
    const value: Ast =
      current.text === "__loc__"
        ? { type: "location", line, ...span }
        : { type: "index", target: identity, key, keySpan: span, optional: false, ...span };
    return { key, value, ...span };
  }
  if (current.kind === "quote" || current.kind === "format") {
    const key = parseString(stream);
    const span = stream.from(start);
    if (stream.takeOperator(":")) return { key, value: stream.entryValue(), ...stream.from(start) };
    return {
      key,
      value: { type: "index", target: identity, key, keySpan: span, optional: false, ...span },
      ...span,
    };
  }
  if (stream.takeOperator("(")) {
    const key = stream.pipe();
    stream.expectOperator(")");
    stream.expectOperator(":");
    return { key, value: stream.entryValue(), ...stream.from(start) };
  }
  if (current.kind === "number") {
    throw new CompileFailure(
      "syntax error, unexpected number; May need parentheses around object key expression",
      { start, end: current.end },
      "An object key is a name, a string, or an expression in parentheses.",
    );
  }
  return stream.unexpected("a key");
}

function variableOrLocation(stream: TokenStream): Ast {
  const { start, text } = stream.next();
  if (text !== "__loc__") return { type: "variable", name: text, ...stream.from(start) };
  const line = stream.text.slice(0, start).split("\n").length;
  return { type: "location", line, ...stream.from(start) };
}
