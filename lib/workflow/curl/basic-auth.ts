import { secretPath } from "../secret-path";
import { fromTemplate, mark, piecesOf } from "./marks";

/** The `Authorization` of a user and password joined by a colon; secrets in them are read when it is sent. */
export function basicAuth(login: string): string {
  const sum = piecesOf(fromTemplate(login)).flatMap((piece) =>
    piece.kind === "text" ? [JSON.stringify(piece.text)] : piece.names.map(secretPath),
  );
  return `Basic {{ ${sum.join(" + ")} | @base64 }}`;
}

/** The login that `basicAuth` made this of; undefined for any other text. */
export function loginIn(header: string): string | undefined {
  const program = /^Basic \{\{ ([\s\S]*) \| @base64 \}\}$/.exec(header)?.[1];
  if (program === undefined) return undefined;
  const login = program.replace(
    /(?:^| \+ )(?:\.secrets\[("(?:[^"\\]|\\.)*")\]|("(?:[^"\\]|\\.)*"))/g,
    (all, secret: string | undefined, text: string | undefined) => {
      try {
        return secret === undefined ? String(JSON.parse(text ?? "")) : mark(String(JSON.parse(secret)));
      } catch {
        return all;
      }
    },
  );
  return basicAuth(login) === header ? login : undefined;
}
