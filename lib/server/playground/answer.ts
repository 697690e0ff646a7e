import "server-only";
import type { Json, JsonObject } from "../../base/json";

/** A request to one of the stand-ins, its host and path prefix already taken apart. */
export interface Asked {
  method: string;
  /** Begins with `/`; without the query. */
  path: string;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Parsed JSON, or the text, or null when there is none. */
  body: Json;
}

/** What a stand-in says: JSON, or plain text, or nothing. */
export interface Answer {
  status: number;
  json?: Json;
  text?: string;
}

/** One stand-in. It keeps what it was told in memory, up to a bound. */
export type Standin = (asked: Asked) => Answer;

/** A short identifier that is new in this process. */
export function newId(prefix: string): string {
  return `${prefix}_${Math.random().toString(36).slice(2, 10).padEnd(8, "0")}`;
}

/** A map that forgets its oldest entry beyond `limit`, so that a loop cannot fill the memory. */
export function boundedMap<Value>(limit: number): Map<string, Value> {
  const map = new Map<string, Value>();
  const set = map.set.bind(map);
  map.set = (key, value) => {
    const oldest = map.keys().next();
    if (!map.has(key) && map.size >= limit && !oldest.done) map.delete(oldest.value);
    return set(key, value);
  };
  return map;
}

/** A text field of a JSON object, or undefined. */
export function textOf(body: JsonObject, name: string): string | undefined {
  const value = body[name];
  return typeof value === "string" ? value : undefined;
}
