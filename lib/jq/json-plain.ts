import type { Budget } from "./budget";
import { hasSecretKeys } from "./keys";
import { isObject, type Value } from "./value";

/** Larger values are written piece by piece, so that they are charged before they are there. */
const mostValues = 2_000;
const mostCharacters = 20_000;
const deepest = 50;

/** Characters that `JSON.stringify` writes in another way. */
const delicate = /[\x7f\ud800-\udfff]/;

const isPlainNumber = (value: number): boolean =>
  Number.isInteger(value) && Math.abs(value) < 1e15 && !Object.is(value, -0);

/** The JSON of a value as `JSON.stringify` writes it, where that is what jq writes and the value is small; or null. */
export function plainJson(value: Value, budget: Budget): string | null {
  let values = 0;
  let characters = 0;
  const isPlainText = (text: string): boolean => {
    characters += text.length;
    return characters <= mostCharacters && !delicate.test(text);
  };
  const isPlain = (item: Value, depth: number): boolean => {
    if (++values > mostValues) return false;
    switch (typeof item) {
      case "string":
        return isPlainText(item);
      case "number":
        return isPlainNumber(item);
      case "boolean":
        return true;
      case "object": {
        if (item === null) return true;
        if (depth > deepest) return false;
        if (Array.isArray(item)) {
          for (let at = 0; at < item.length; at++) if (!isPlain(item[at]!, depth + 1)) return false;
          return true;
        }
        if (!isObject(item) || hasSecretKeys(item)) return false;
        for (const key of Object.keys(item)) {
          if (!isPlainText(key) || !isPlain(item[key]!, depth + 1)) return false;
        }
        return true;
      }
      default:
        return false;
    }
  };
  const plain = isPlain(value, 0);
  budget.step(4 * values);
  if (!plain) return null;
  const json = JSON.stringify(value);
  budget.text(json.length);
  return json;
}
