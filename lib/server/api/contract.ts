import "server-only";
import { z } from "zod";
import { type Operation, Refusal } from "./operations/operation";
import { operations } from "./operations/table";

/** Statuses that any call may have, besides its own. */
export const commonErrors = [400, 401, 403, 413, 422, 500, 503];

/** The row of the table for a method and the folder of a route, `/v1/workflows/[id]`. */
export const operationFor = (method: string, folder: string): Operation | undefined =>
  operations.find(
    (operation) =>
      operation.method === method && operation.path === folder.replace(/\[(?:\.\.\.)?([^\]]+)\]/g, "{$1}"),
  );

/** What is wrong with an answer by the table; undefined when it is what the document says. */
export function contractProblem(operation: Operation, status: number, body: unknown): string | undefined {
  const good = status === operation.status || operation.also?.some((other) => other === status) === true;
  if (!good && !commonErrors.includes(status) && !operation.errors.includes(status))
    return `its status ${status} is not in the document`;
  const parsed = (good ? operation.response : Refusal).safeParse(body);
  return parsed.success ? undefined : z.prettifyError(parsed.error);
}
