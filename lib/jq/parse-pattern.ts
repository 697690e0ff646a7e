import type { Pattern, PatternEntry } from "./ast";
import { parseString } from "./parse-string";
import type { TokenStream } from "./token-stream";

/** One pattern, or several separated by `?//`. */
export function parsePatterns(stream: TokenStream): Pattern[] {
  const patterns = [parsePattern(stream)];
  while (stream.takeOperator("?//")) patterns.push(parsePattern(stream));
  return patterns;
}

function parsePattern(stream: TokenStream): Pattern {
  return stream.nested((): Pattern => {
    const { start } = stream.current;
    if (stream.current.kind === "variable" && stream.current.text !== "__loc__") {
      return { type: "variable", name: stream.next().text, ...stream.from(start) };
    }
    if (stream.takeOperator("[")) {
      const items: Pattern[] = [];
      do items.push(parsePattern(stream));
      while (stream.takeOperator(","));
      stream.expectOperator("]");
      return { type: "array", items, ...stream.from(start) };
    }
    if (stream.takeOperator("{")) {
      const entries: PatternEntry[] = [];
      do entries.push(parseEntry(stream));
      while (stream.takeOperator(","));
      stream.expectOperator("}");
      return { type: "object", entries, ...stream.from(start) };
    }
    return stream.unexpected("a variable or a pattern");
  });
}

function parseEntry(stream: TokenStream): PatternEntry {
  const { current } = stream;
  const { start } = current;
  if (current.kind === "variable") {
    stream.next();
    const keySpan = stream.from(start);
    const value = stream.takeOperator(":") ? parsePattern(stream) : null;
    return { variable: current.text, key: null, keySpan, value };
  }
  let key: PatternEntry["key"];
  if (current.kind === "name" || current.kind === "keyword") {
    stream.next();
    key = { type: "string", format: null, parts: [current.text], ...stream.from(start) };
  } else if (current.kind === "quote" || current.kind === "format") {
    key = parseString(stream);
  } else if (stream.takeOperator("(")) {
    key = stream.pipe();
    stream.expectOperator(")");
  } else {
    return stream.unexpected("a key");
  }
  const keySpan = stream.from(start);
  stream.expectOperator(":");
  return { variable: null, key, keySpan, value: parsePattern(stream) };
}
