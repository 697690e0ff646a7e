import "server-only";
import { err, ok, type Result } from "../../base/result";
import { type ApiError, apiError } from "./errors";

/** A list of a query in either spelling: `name[]=a&name[]=b`, or `name=a&name=b`. */
export const listOf = (query: URLSearchParams, name: string): string[] =>
  [...query.getAll(`${name}[]`), ...query.getAll(name)].filter((value) => value !== "");

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

/** `limit`, from 1 to 1000 (reference 7.3). */
export const limitOf = (query: URLSearchParams, fallback: number): Result<number, ApiError> =>
  wholeOf(query, "limit", { least: 1, most: 1000, fallback });
