import { isJsonObject, type JsonObject } from "../base/json";

/** How an input is encrypted (reference 2.2): by the server, or by whoever fills it in, for a key of their own. */
export type Encryption = { by: "server" } | { by: "client"; key: string };

/** The encryption that an input declares; undefined for none, and for one that is not known. */
export function encryptionOf({ encryption }: JsonObject): Encryption | undefined {
  if (encryption === "aes256-gcm") return { by: "server" };
  if (!isJsonObject(encryption)) return undefined;
  if (encryption.algorithm === "aes256-gcm") return { by: "server" };
  return encryption.algorithm === "client-side" && typeof encryption.key === "string"
    ? { by: "client", key: encryption.key }
    : undefined;
}

/** The inputs of a form that are encrypted, by name. */
export function encryptedInputs(userInputs: JsonObject | undefined): Map<string, Encryption> {
  const found = new Map<string, Encryption>();
  if (!isJsonObject(userInputs?.properties)) return found;
  for (const [name, property] of Object.entries(userInputs.properties)) {
    const encryption = isJsonObject(property) ? encryptionOf(property) : undefined;
    if (encryption !== undefined) found.set(name, encryption);
  }
  return found;
}

/** Bytes around a text that was encrypted for a key of at least 2048 bits: nonce, wrapped key, tag. */
const least = 12 + 256 + 16;

/** Whether a text has the shape of what `client-side` encryption gives: Base64 of enough bytes. */
export const isSealedText = (text: string): boolean =>
  text.length % 4 === 0 &&
  /^[A-Za-z0-9+/]+={0,2}$/.test(text) &&
  (text.length / 4) * 3 - (text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0) >= least;
