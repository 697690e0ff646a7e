import type { Json } from "../base/json";

/**
 * The JSON that a rendered value stands for, as `JSON.stringify` would have it: members that are undefined
 * vanish, elements that are undefined become null. Undefined itself stays.
 */
export function plainJson(value: unknown): Json | undefined {
  if (value === undefined || typeof value === "function") return undefined;
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map((element) => plainJson(element) ?? null);
  if (typeof value !== "object") return null;
  const result: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value)) {
    const plain = plainJson(member);
    if (plain === undefined) continue;
    if (key === "__proto__")
      Object.defineProperty(result, key, {
        value: plain,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    else result[key] = plain;
  }
  return result;
}
