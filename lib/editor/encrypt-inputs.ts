import type { Json, JsonObject } from "../base/json";
import { toPointer } from "../base/pointer";
import type { Problem } from "../base/problem";
import { err, ok, type Result } from "../base/result";
import { encryptedInputs } from "../workflow/inputs";

/**
 * Encrypts, in the browser, the inputs of a form that declare client-side encryption (reference 2.2), so that their
 * values leave the browser for nobody but the owner of the key. An object is encrypted as JSON.
 */
export async function encryptInputs(
  userInputs: JsonObject,
  inputs: JsonObject,
): Promise<Result<JsonObject, Problem[]>> {
  const sealed = { ...inputs };
  const problems: Problem[] = [];
  for (const [name, encryption] of encryptedInputs(userInputs)) {
    const value = inputs[name];
    if (encryption.by !== "client" || value === undefined || value === null) continue;
    try {
      sealed[name] = await encryptFor(encryption.key, value);
    } catch (cause) {
      const reason = cause instanceof Error && cause.message !== "" ? `: ${cause.message}` : "";
      problems.push({
        code: "input/encryption",
        severity: "error",
        at: toPointer(["inputs", name]),
        message: `This could not be encrypted with the input's public key${reason}. The key must be an RSA public key in PEM.`,
      });
    }
  }
  return problems.length > 0 ? err(problems) : ok(sealed);
}

/** Base64 of the nonce (12 bytes), the AES-256 key wrapped by RSA-OAEP with SHA-256, and the text sealed by AES-GCM. */
async function encryptFor(pem: string, value: Json): Promise<string> {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const spki = Uint8Array.from(atob(pem.replace(/-----[^-]+-----|\s/g, "")), (letter) =>
    letter.charCodeAt(0),
  );
  const { subtle } = crypto;
  const owner = await subtle.importKey("spki", spki, { name: "RSA-OAEP", hash: "SHA-256" }, false, [
    "encrypt",
  ]);
  const key = await subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const body = await subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, new TextEncoder().encode(text));
  const wrapped = await subtle.encrypt({ name: "RSA-OAEP" }, owner, await subtle.exportKey("raw", key));
  const bytes = [...nonce, ...new Uint8Array(wrapped), ...new Uint8Array(body)];
  return btoa(bytes.map((byte) => String.fromCharCode(byte)).join(""));
}
