import type { Ast, StringPart } from "./ast";
import type { TokenStream } from "./token-stream";

/** A string, or `@format "string"`. The current token is the quote or the format. */
export function parseString(stream: TokenStream): Ast {
  const { start } = stream.current;
  const format = stream.current.kind === "format" ? stream.next().text : null;
  stream.expect("quote", "a string");
  const parts: StringPart[] = [];
  while (stream.current.kind !== "quote") {
    if (stream.current.kind === "text") {
      parts.push(stream.next().text);
      continue;
    }
    stream.expect("interpolation", "a string");
    parts.push(stream.pipe());
    stream.expect("interpolation", "')'");
  }
  stream.next();
  return { type: "string", format, parts, ...stream.from(start) };
}
