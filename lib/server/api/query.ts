import "server-only";
import { err, ok, type Result } from "../../base/result";
import { type ApiError, apiError } from "./errors";

/** A list of a query in any spelling: `name[]=a&name[]=b`, `name=a&name=b`, or `name=a,b`. */
export const listOf = (query: URLSearchParams, name: string): string[] =>
  [...query.getAll(`${name}[]`), ...query.getAll(name)]
    .flatMap((value) => value.split(","))
    .map((value) => value.trim())
    .filter((value) => value !== "");

/** The same, of values that are known. */
export function choicesOf(
  query: URLSearchParams,
  name: string,
  known: readonly string[],
): Result<string[], ApiError> {
  const values = listOf(query, name);
  const odd = values.find((value) => !known.includes(value));
  return odd === undefined
    ? ok(values)
    : err(apiError("invalid_value", `${name} may be ${known.join(", ")}; it is ${JSON.stringify(odd)}.`));
}

/** A whole number of a query between two bounds. */
export function wholeOf(
  query: URLSearchParams,
  name: string,
  bounds: { least: number; most: number; fallback: number },
): Result<number, ApiError> {
  const text = query.get(name);
  if (text === null || text === "") return ok(bounds.fallback);
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= bounds.least && value <= bounds.most) return ok(value);
  return err(
    apiError(
      "invalid_value",
      `${name} must be a whole number from ${bounds.least} to ${bounds.most}; it is ${JSON.stringify(text)}.`,
    ),
  );
}

/** `limit`, from 1 to 1000, and `offset` (reference 7.3). */
export function pageOf(
  query: URLSearchParams,
  fallback: number,
): Result<{ limit: number; offset: number }, ApiError> {
  const limit = limitOf(query, fallback);
  if (!limit.ok) return limit;
  const offset = wholeOf(query, "offset", { least: 0, most: 1_000_000_000, fallback: 0 });
  return offset.ok ? ok({ limit: limit.value, offset: offset.value }) : offset;
}

/** `limit`, from 1 to 1000 (reference 7.3). */
export const limitOf = (query: URLSearchParams, fallback: number): Result<number, ApiError> =>
  wholeOf(query, "limit", { least: 1, most: 1000, fallback });
