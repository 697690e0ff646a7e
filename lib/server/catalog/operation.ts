import "server-only";
import type { z } from "zod";
import { ok, type Result } from "../../base/result";
import type { ApiError } from "../api/errors";
import type { Catalog } from "./catalog";
import type { ChangeSource } from "./changes";

/** A call of Port's API about the catalog, its address taken apart. */
export interface OperationCall<Body> {
  catalog: Catalog;
  params: Record<string, string>;
  query: URLSearchParams;
  body: Body;
  source: ChangeSource;
}

export interface OperationAnswer {
  status: number;
  /** Without `ok`. */
  json: object;
}

/** One call of Port's API: where it is made, what it takes, what it does. */
export interface Operation {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With `:name` for what changes. */
  path: string;
  /** Absent when the call takes none. */
  body?: z.ZodType;
  run(call: OperationCall<unknown>): Promise<Result<OperationAnswer, ApiError>>;
}

/** An operation whose body is checked by a schema. */
export function operation<Schema extends z.ZodType>(
  method: Operation["method"],
  path: string,
  body: Schema,
  run: (call: OperationCall<z.output<Schema>>) => Promise<Result<OperationAnswer, ApiError>>,
): Operation {
  // What calls `run` has parsed the body by the schema beside it.
  return { method, path, body, run: (call) => run(call as OperationCall<z.output<Schema>>) };
}

/** An operation without a body. */
export const bodiless = (
  method: Operation["method"],
  path: string,
  run: (call: OperationCall<unknown>) => Promise<Result<OperationAnswer, ApiError>>,
): Operation => ({ method, path, run });

/** An answer, or the refusal that came in its place. */
export const answered = <T>(
  result: Result<T, ApiError>,
  status: number,
  json: (value: T) => object,
): Result<OperationAnswer, ApiError> => (result.ok ? ok({ status, json: json(result.value) }) : result);
