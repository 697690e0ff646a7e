import { isJsonObject, type Json } from "../base/json";

export interface FoundTemplate {
  /** Steps from the value to the text. */
  path: (string | number)[];
  text: string;
}

/** The texts of a value that hold `{{ }}`, in reading order, and those that `isJq` says are bare jq. */
export function templatesIn(
  value: Json,
  isJq: (path: readonly (string | number)[], text: string) => boolean,
  path: (string | number)[] = [],
): FoundTemplate[] {
  if (typeof value === "string")
    return value.includes("{{") || (value !== "" && isJq(path, value)) ? [{ path, text: value }] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => templatesIn(item, isJq, [...path, index]));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => templatesIn(item, isJq, [...path, key]));
}
