import { isJsonObject, type Json } from "./json";

/** The steps of a JSON Pointer: object keys and array indices, from the root. */
export type Path = readonly (string | number)[];

/** Writes a path as a JSON Pointer (RFC 6901); the root is `""`. */
export function toPointer(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Reads a JSON Pointer. Digits become numbers, so that the path can walk arrays with `jsonc-parser`. */
export function fromPointer(pointer: string): (string | number)[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((step) => {
      const plain = step.replaceAll("~1", "/").replaceAll("~0", "~");
      return /^(0|[1-9]\d*)$/.test(plain) ? Number(plain) : plain;
    });
}

/** What stands at a path of a value; undefined where there is nothing. */
export function valueAt(document: Json, path: Path): Json | undefined {
  let value: Json | undefined = document;
  for (const step of path) {
    if (Array.isArray(value)) value = value[Number(step)];
    else if (isJsonObject(value) && Object.hasOwn(value, step)) value = value[step];
    else return undefined;
  }
  return value;
}
