import { encodedMark, hasMark, mapExpressions, piecesOf } from "./marks";

/** Percent-encodes a text as curl does; secrets and templates in it are encoded when they are known. */
export function encodeText(text: string): string {
  const piece = (plain: string) =>
    plain === "" ? "" : withTemplates(plain, percent, (program) => `{{ (${program.trim()}) | @uri }}`);
  return piecesOf(text)
    .map((each) => (each.kind === "text" ? piece(each.text) : each.names.map(encodedMark).join("")))
    .join("");
}

function withTemplates(
  text: string,
  plain: (text: string) => string,
  expression: (program: string) => string,
) {
  const kept: string[] = [];
  const open = "\uE002";
  const marked = mapExpressions(text, (program) => {
    kept.push(expression(program));
    return open;
  });
  return marked
    .split(open)
    .map((part, at) => plain(part) + (kept[at] ?? ""))
    .join("");
}

function percent(text: string): string {
  let encoded = "";
  for (const byte of new TextEncoder().encode(text)) {
    const char = String.fromCharCode(byte);
    encoded += /[A-Za-z0-9._~-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return encoded;
}

/** What `--data-urlencode` makes of its value; undefined when it names a file. */
export function urlEncoded(value: string): string | undefined {
  const split = /[=@]/.exec(value);
  if (!split || hasMark(value.slice(0, split.index))) return encodeText(value);
  if (split[0] === "@") return undefined;
  const name = value.slice(0, split.index);
  const content = encodeText(value.slice(split.index + 1));
  return name === "" ? content : `${name}=${content}`;
}

/** A part of a multipart form. */
export interface FormPart {
  name: string;
  value: string;
  type?: string;
  filename?: string;
}

/** Reads the value of `-F`; says why when it has none that a node can send. */
export function formPart(given: string, literal: boolean): FormPart | { why: string } {
  const split = given.indexOf("=");
  if (split < 0) return { why: "The value has no =, so curl refuses it." };
  const name = given.slice(0, split);
  const value = given.slice(split + 1);
  if (literal) return { name, value };
  if (/^[@<]/.test(value)) return { why: "It names a file; a node reads no files." };
  const quoted = /^"((?:[^"\\]|\\.)*)"/.exec(value);
  const plain = quoted ? quoted[0] : (/^[^;]*/.exec(value)?.[0] ?? "");
  const part: FormPart = { name, value: quoted ? (quoted[1] ?? "").replace(/\\(["\\])/g, "$1") : plain };
  // A semicolon that begins no setting belongs to the value, as in curl.
  for (const setting of value.slice(plain.length).match(/;[^;]*/g) ?? []) {
    const [, key, text = ""] = /^;\s*(type|filename)=(.*)$/s.exec(setting) ?? [];
    if (key === "type") part.type = text;
    else if (key === "filename") part.filename = text.replace(/^"(.*)"$/s, "$1");
    else if (/^;\s*(headers|encoder)=/.test(setting))
      return { why: "A part's own headers and encoders are not supported." };
    else if (part.type !== undefined) part.type += setting;
    else part.value += setting;
  }
  return part;
}

/** A multipart body and its boundary, which stands in no part. */
export function multipart(parts: readonly FormPart[]): { body: string; boundary: string } {
  let boundary = "slipway-form";
  while (parts.some(({ value }) => value.includes(boundary))) boundary += "-x";
  const inQuotes = (text: string) =>
    text.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const body = parts.map(({ name, value, type, filename }) => {
    const file = filename === undefined ? "" : `; filename="${inQuotes(filename)}"`;
    const kind = type === undefined ? "" : `Content-Type: ${type.replace(/[\r\n]+/g, " ")}\r\n`;
    return `--${boundary}\r\nContent-Disposition: form-data; name="${inQuotes(name)}"${file}\r\n${kind}\r\n${value}\r\n`;
  });
  return { body: `${body.join("")}--${boundary}--\r\n`, boundary };
}
