import "server-only";
import type { Result } from "../../base/result";
import { localActor } from "../actor";
import type { ApiError } from "../api/errors";
import { type Call, reply, route } from "../api/route";
import type { Operation } from "./operation";
import { type OperationName, operations } from "./operations";

/** The route that one operation of the catalog is answered on. */
export function catalogRoute(name: OperationName): ReturnType<typeof route> {
  const operation: Operation = operations[name];
  const answer = async ({
    services,
    params,
    query,
    body,
  }: Call<unknown>): Promise<Result<Response, ApiError>> => {
    const source = { by: localActor.email };
    const result = await operation.run({ catalog: services.catalog, params, query, body, source });
    return result.ok ? { ok: true, value: reply(result.value.json, result.value.status) } : result;
  };
  return operation.body === undefined ? route(answer) : route(operation.body, answer);
}
