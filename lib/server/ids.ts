import "server-only";
import { randomBytes } from "node:crypto";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** A fresh identifier: the prefix, `_`, and `length` of `[a-zA-Z0-9]`, each equally likely. */
export function freshId(prefix: "wf" | "wfv" | "wfr" | "wfnr", length = prefix === "wf" ? 12 : 16): string {
  let text = "";
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      // 248 is the largest multiple of 62 in a byte; what is beyond would favour the first letters.
      if (byte < 248 && text.length < length) text += letters[byte % 62];
    }
  }
  return `${prefix}_${text}`;
}
