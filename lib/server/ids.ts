import "server-only";
import { randomFillSync } from "node:crypto";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Random bytes that are not used yet: asking the system for a few at a time costs more than making the text. */
const pool = Buffer.alloc(4096);
let used = pool.length;

function randomByte(): number {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool[used++] ?? 0;
}

/** A fresh identifier: the prefix, `_`, and `length` of `[a-zA-Z0-9]`, each equally likely. */
export function freshId(
  prefix: "wf" | "wfv" | "wfr" | "wfnr" | "e" | "slw",
  length = prefix === "wf" ? 12 : 16,
): string {
  let text = "";
  while (text.length < length) {
    const byte = randomByte();
    // 248 is the largest multiple of 62 in a byte; what is beyond would favour the first letters.
    if (byte < 248) text += letters[byte % 62];
  }
  return `${prefix}_${text}`;
}
