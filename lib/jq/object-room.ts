import type { Budget } from "./budget";
import { hasSecretKeys } from "./keys";
import type { Tainted } from "./tainted";
import { type JsonObject, member, setMember } from "./value";

/*
 * What objects take. Keys that look like the positions of an array are kept in one by JavaScript engines, with room
 * for all the positions below: `{"999": 1}` alone would take 12 kB, and as much time as writing them.
 */

/** From here on engines keep such keys in a table of their own accord. */
const farthest = 5_000;

/** Up to here the room for the positions below is small. */
const near = 16;

/** The position that a key stands for, up to `farthest`; -1 for any other key. */
function position(key: string): number {
  const first = key.charCodeAt(0);
  if (!(first >= 48 && first <= 57) || key.length > 4) return -1;
  const at = Number(key);
  return at < farthest && String(at) === key ? at : -1;
}

/** A position so far off that an object which has had it keeps all of them in a table ever after. */
const remote = "4294967294";

function keepInTable(object: JsonObject): void {
  if (Object.hasOwn(object, remote)) return;
  object[remote] = null;
  delete object[remote];
}

/** An object that is to get these keys, of which positions come first and in order. */
export function emptyFor(keys: readonly string[]): JsonObject {
  const object: JsonObject = {};
  let count = 0;
  let last = -1;
  for (const key of keys) {
    const at = position(key);
    if (at < 0) break;
    last = at;
    count++;
  }
  if (last >= near && last > 2 * count) keepInTable(object);
  return object;
}

/** A copy of an object, charged by its keys. */
export function copyOf(budget: Budget, object: JsonObject): JsonObject {
  const keys = Object.keys(object);
  budget.bytes(64 + 64 * keys.length);
  budget.step(1 + 8 * keys.length);
  if (hasSecretKeys(object)) chargeSecretKeys(budget, keys.length);
  if (keys.length === 0 || position(keys[0]!) < 0) return { ...object };
  const copy = emptyFor(keys);
  for (const key of keys) setMember(copy, key, member(object, key));
  return copy;
}

/** Charges one more member of an object that is being made, and sees to it that a far position takes no room. */
export function roomFor(budget: Budget, object: JsonObject, given: string | Tainted): void {
  if (typeof given !== "string") chargeSecretKeys(budget, 1);
  const key = typeof given === "string" ? given : given.text;
  budget.bytes(300);
  budget.read(key);
  const at = position(key);
  if (at >= near && !Object.hasOwn(object, key) && !Object.hasOwn(object, String(at - 1))) {
    // Such a table takes a multiple of a plain object's time and room.
    budget.bytes(400);
    keepInTable(object);
  }
}

/** Which keys are secret is remembered beside the object, in tables that take more than it does. */
function chargeSecretKeys(budget: Budget, count: number): void {
  budget.bytes(400 + 128 * count);
  budget.step(40 + 10 * count);
}
