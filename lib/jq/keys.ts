import type { Tainted } from "./tainted";
import { type JsonObject, setMember, type Value } from "./value";

/*
 * A JavaScript object's keys are plain strings, so which keys are secret is remembered beside the object.
 * Objects without secret keys have no entry, and cost nothing.
 */
const secretKeys = new WeakMap<object, Map<string, Tainted>>();

/** Programs that never meet a secret key never look into the table. */
let anySecretKey = false;

/** The secret an object's key was made of, or null. */
export function keyTaint(object: object, key: string): Tainted | null {
  return anySecretKey ? (secretKeys.get(object)?.get(key) ?? null) : null;
}

export function hasSecretKeys(object: object): boolean {
  return anySecretKey && secretKeys.has(object);
}

/** Writes a member whose key may be secret. */
export function setKey(object: JsonObject, key: string | Tainted, value: Value): void {
  if (typeof key === "string") {
    setMember(object, key, value);
    return;
  }
  setMember(object, key.text, value);
  anySecretKey = true;
  let keys = secretKeys.get(object);
  if (keys === undefined) {
    keys = new Map();
    secretKeys.set(object, keys);
  }
  keys.set(key.text, key);
}

/** A key as a value: secret when it was made of a secret. */
export function keyValue(object: object, key: string): string | Tainted {
  return anySecretKey ? (keyTaint(object, key) ?? key) : key;
}

/** Makes `to` remember the secret keys of `from` that it has itself. */
export function inheritKeys(from: object, to: JsonObject): JsonObject {
  if (!anySecretKey) return to;
  const keys = secretKeys.get(from);
  if (keys === undefined) return to;
  for (const [text, key] of keys) {
    if (Object.hasOwn(to, text)) setKey(to, key, to[text]!);
  }
  return to;
}
