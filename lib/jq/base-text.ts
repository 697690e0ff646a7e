const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The code of `=`. */
const padding = 61;

const base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Writes bytes as digits of `bits` bits each, padded to whole groups. */
function encode(text: string, digits: string, bits: number, group: number): string {
  const bytes = encoder.encode(text);
  const count = Math.ceil((bytes.length * 8) / bits);
  const written = new Uint8Array(Math.ceil(count / group) * group).fill(padding);
  let buffer = 0;
  let held = 0;
  let at = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffff;
    held += 8;
    while (held >= bits) {
      held -= bits;
      written[at++] = digits.charCodeAt((buffer >> held) & ((1 << bits) - 1));
    }
  }
  if (held > 0) written[at] = digits.charCodeAt((buffer << (bits - held)) & ((1 << bits) - 1));
  return decoder.decode(written);
}

/** The bytes that digits stand for, or null when one is none of them. Padding ends the text. */
function decode(text: string, digits: string, bits: number): Uint8Array | null {
  const bytes = new Uint8Array(Math.ceil((text.length * bits) / 8));
  let buffer = 0;
  let held = 0;
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === "=") break;
    const digit = digits.indexOf(char);
    if (digit < 0) return null;
    buffer = ((buffer << bits) | digit) & 0xffff;
    held += bits;
    if (held >= 8) {
      held -= 8;
      bytes[length++] = (buffer >> held) & 0xff;
    }
  }
  return bytes.subarray(0, length);
}

/** How many bytes a character takes, by its first byte; 0 when no character begins so. */
function sequenceLength(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte >= 0xc2 && byte <= 0xdf) return 2;
  if (byte >= 0xe0 && byte <= 0xef) return 3;
  return byte >= 0xf0 && byte <= 0xf4 ? 4 : 0;
}

const smallest = [0, 0, 0x80, 0x800, 0x10000];

/** Reads UTF-8 as jq does, which differs from browsers in how much one replacement character stands for. */
function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    return decodeBroken(bytes);
  }
}

function decodeBroken(bytes: Uint8Array): string {
  const parts: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at]!;
    const length = sequenceLength(first);
    if (length === 1) parts.push(String.fromCharCode(first));
    if (length === 1 || length === 0 || at + length > bytes.length) {
      if (length !== 1) parts.push("\ufffd");
      at = length > 1 ? bytes.length : at + 1;
      continue;
    }
    let point = first & (0xff >> (length + 1));
    let taken = 1;
    while (taken < length && (bytes[at + taken]! & 0xc0) === 0x80)
      point = (point << 6) | (bytes[at + taken++]! & 0x3f);
    const bad =
      taken < length || point < smallest[length]! || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff);
    parts.push(bad ? "\ufffd" : String.fromCodePoint(point));
    at += taken;
  }
  return parts.join("");
}

const read = (bytes: Uint8Array | null): string | null => (bytes === null ? null : decodeUtf8(bytes));

/** Characters of more than one byte; without them the platform's own function gives the same, and sooner. */
const wide = /[\u0080-\uffff]/;

export const encodeBase64 = (text: string): string =>
  wide.test(text) ? encode(text, base64, 6, 4) : btoa(text);

/** Null when the text is not base64. */
export const decodeBase64 = (text: string): string | null => read(decode(text, base64, 6));

/** Whether one digit is left over, which is not enough for a byte. */
export const hasTrailingDigit = (text: string): boolean => (text.split("=", 1)[0] ?? "").length % 4 === 1;

export const encodeBase32 = (text: string): string => encode(text, base32, 5, 8);

export const decodeBase32 = (text: string): string | null => read(decode(text, base32, 5));
