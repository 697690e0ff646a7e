import "server-only";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/**
 * Seals texts: AES-256-GCM with a fresh nonce for each, and what the text is for as additional data, so that a
 * sealed text cannot be moved to another place. A sealed text is Base64 of nonce, tag and the encrypted bytes.
 */
export interface Sealer {
  seal(context: string, text: string): string;
  /** Undefined when the key or the context is another, or the text was changed. */
  unseal(context: string, sealed: string): string | undefined;
}

const nonceBytes = 12;
const tagBytes = 16;

/** @param key 32 bytes */
export function createSealer(key: Buffer): Sealer {
  return {
    seal(context, text) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(context, "utf8"));
      const bytes = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), bytes]).toString("base64");
    },
    unseal(context, sealed) {
      const bytes = Buffer.from(sealed, "base64");
      if (bytes.length < nonceBytes + tagBytes) return undefined;
      const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, nonceBytes), {
        authTagLength: tagBytes,
      });
      decipher.setAAD(Buffer.from(context, "utf8"));
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      try {
        const text = bytes.subarray(nonceBytes + tagBytes);
        return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
      } catch {
        return undefined;
      }
    },
  };
}
