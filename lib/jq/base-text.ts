const encoder = new TextEncoder();
const decoder = new TextDecoder();

const base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Writes bytes as digits of `bits` bits each, padded to whole groups. */
function encode(text: string, digits: string, bits: number, group: number): string {
  const parts: string[] = [];
  let buffer = 0;
  let held = 0;
  let count = 0;
  for (const byte of encoder.encode(text)) {
    buffer = ((buffer << 8) | byte) & 0xffff;
    held += 8;
    while (held >= bits) {
      held -= bits;
      parts.push(digits[(buffer >> held) & ((1 << bits) - 1)]!);
      count++;
    }
  }
  if (held > 0) {
    parts.push(digits[(buffer << (bits - held)) & ((1 << bits) - 1)]!);
    count++;
  }
  return parts.join("") + "=".repeat((group - (count % group)) % group);
}

/** The bytes that digits stand for, or null when one is none of them. Padding ends the text. */
function decode(text: string, digits: string, bits: number): number[] | null {
  const bytes: number[] = [];
  let buffer = 0;
  let held = 0;
  for (const char of text) {
    if (char === "=") continue;
    const digit = digits.indexOf(char);
    if (digit < 0) return null;
    buffer = ((buffer << bits) | digit) & 0xffff;
    held += bits;
    if (held >= 8) {
      held -= 8;
      bytes.push((buffer >> held) & 0xff);
    }
  }
  return bytes;
}

const read = (bytes: number[] | null): string | null =>
  bytes === null ? null : decoder.decode(Uint8Array.from(bytes));

export const encodeBase64 = (text: string): string => encode(text, base64, 6, 4);

/** Null when the text is not base64; a single leftover digit stands for nothing. */
export function decodeBase64(text: string): string | null {
  const bytes = decode(text, base64, 6);
  const count = text.replace(/=+$/, "").length;
  if (bytes === null || (count > 0 && bytes.length === 0)) return null;
  return read(bytes);
}

export const encodeBase32 = (text: string): string => encode(text, base32, 5, 8);

export const decodeBase32 = (text: string): string | null => read(decode(text, base32, 5));
