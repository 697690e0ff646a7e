import "server-only";
import type { Problem } from "../../base/problem";

/** Every way a call can be refused, and the status it is answered with. */
const statuses = {
  invalid_request: 400,
  unauthorized: 401,
  forbidden: 403,
  forbidden_origin: 403,
  forbidden_host: 403,
  not_found: 404,
  identifier_taken: 409,
  name_taken: 409,
  stale_revision: 409,
  already_over: 409,
  already_acked: 409,
  replayed: 409,
  already_answered: 409,
  not_asking: 409,
  built_in: 409,
  read_only: 403,
  too_many_entities: 410,
  too_large: 413,
  not_json: 422,
  invalid_workflow: 422,
  invalid_inputs: 422,
  invalid_pins: 422,
  invalid_value: 422,
  invalid_blueprint: 422,
  invalid_entity: 422,
  invalid_query: 422,
  has_dependents: 422,
  unknown_environment: 422,
  not_published: 422,
  not_running: 422,
  too_many_requests: 429,
  internal_error: 500,
  stopping: 503,
  storage_failing: 503,
} as const;

export type ApiErrorCode = keyof typeof statuses;

/** A refused call. `details` point into what was sent, or into the workflow's document. */
export interface ApiError {
  code: ApiErrorCode;
  message: string;
  details?: Problem[];
  /** Seconds until another try has a chance. */
  retryAfter?: number;
}

export const apiError = (code: ApiErrorCode, message: string, details?: Problem[]): ApiError => ({
  code,
  message,
  ...(details === undefined ? {} : { details }),
});

/** The envelope of reference section 5: `{ ok: false, error, message, details? }`, and the code's status. */
export function errorEnvelope({ code, message, details }: ApiError): { status: number; json: object } {
  return {
    status: statuses[code],
    json: { ok: false, error: code, message, ...(details === undefined ? {} : { details }) },
  };
}

/** The envelope as an answer. */
export function errorResponse(error: ApiError): Response {
  const { status, json } = errorEnvelope(error);
  return Response.json(json, {
    status,
    headers: {
      "cache-control": "no-store",
      ...(error.code === "unauthorized" ? { "www-authenticate": 'Bearer realm="slipway"' } : {}),
      ...(error.retryAfter === undefined ? {} : { "retry-after": String(error.retryAfter) }),
    },
  });
}
