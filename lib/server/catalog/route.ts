import "server-only";
import type { Result } from "../../base/result";
import { requireAdmin } from "../access/permissions";
import { nameOf } from "../actor";
import type { ApiError } from "../api/errors";
import { type Call, reply, route } from "../api/route";
import type { Operation } from "./operation";
import { type OperationName, operations } from "./operations";
import { isSystem } from "./system";

/** The route that one operation of the catalog is answered on. */
export function catalogRoute(name: OperationName): ReturnType<typeof route> {
  const operation: Operation = operations[name];
  const answer = async (call: Call<unknown>): Promise<Result<Response, ApiError>> => {
    const { services, actor, params, query, body } = call;
    const reads = operation.method === "GET" || /\/(search|count)$/.test(operation.path);
    // People and their roles are entities too, so writing them is no less than writing blueprints.
    if (!reads && (!operation.path.includes("/entities") || isSystem(params.blueprint ?? ""))) {
      const allowed = requireAdmin(actor, "change blueprints, users and teams");
      if (!allowed.ok) return allowed;
    }
    const source = { by: nameOf(actor) };
    const result = await operation.run({ catalog: services.catalog, params, query, body, source });
    return result.ok ? { ok: true, value: reply(result.value.json, result.value.status) } : result;
  };
  return operation.body === undefined ? route(answer) : route(operation.body, answer);
}
