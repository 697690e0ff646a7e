import "server-only";
import { z } from "zod";
import type { Json } from "../../../base/json";

/** A call of the API under `/v1`: what the document says, what the route takes, what the tests hold it to. */
export interface Operation<Body extends z.ZodType = z.ZodType> {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** As its folder under `app`, with `{name}` for `[name]`. */
  path: `/v1/${string}`;
  tag: string;
  summary: string;
  description?: string;
  /** What each `{name}` of the path is. */
  params?: Record<string, string>;
  query?: z.ZodObject;
  body: Body;
  /** A body to start from. */
  example?: Json;
  /** Of the answer that is no error. */
  status: 200 | 201 | 202;
  /** Other statuses of the same answer. */
  also?: readonly (200 | 207)[];
  response: z.ZodType;
  /** Statuses of refusals, besides those that any call may have (400, 401, 403, 413, 422, 500, 503). */
  errors: number[];
  /** True for what needs no token. */
  open?: true;
}

/** One row of the table; a call without a body says nothing of it. */
export function operation(given: Omit<Operation, "body"> & { body?: undefined }): Operation<z.ZodUndefined>;
export function operation<Body extends z.ZodType>(given: Operation<Body>): Operation<Body>;
export function operation(given: Omit<Operation, "body"> & { body?: z.ZodType | undefined }): Operation {
  return { ...given, body: given.body ?? z.undefined() };
}

/** `{ ok: true, … }` */
export const envelope = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject({ ok: z.literal(true), ...shape });

/** The envelope of a refusal (reference 5). */
export const Refusal = z
  .strictObject({
    ok: z.literal(false),
    error: z.string().meta({ description: "A code that does not change, for example not_found." }),
    message: z.string().meta({ description: "What is wrong and what to do, for a person." }),
    details: z
      .array(
        z.looseObject({
          code: z.string(),
          severity: z.enum(["error", "warning", "info"]),
          at: z.string().meta({ description: "JSON Pointer into what was sent, or into the workflow." }),
          message: z.string(),
        }),
      )
      .optional(),
  })
  .meta({ id: "Refusal" });
