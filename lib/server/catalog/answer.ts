import "server-only";
import { apiError, errorEnvelope } from "../api/errors";
import { parseBody } from "../api/route";
import type { Catalog } from "./catalog";
import type { ChangeSource } from "./changes";
import { findOperation } from "./operations";

/** A request to Port's API that a workflow makes. */
export interface PortRequest {
  method: string;
  url: URL;
  body?: string;
  source: ChangeSource;
}

/** What the built-in catalog says in Port's place: the same as over HTTP, without leaving the process. */
export async function answerAsPort(
  catalog: Catalog,
  request: PortRequest,
): Promise<{ status: number; json: object }> {
  const { method, url } = request;
  const found = findOperation(method, url.pathname);
  if (found === undefined)
    return errorEnvelope(
      apiError(
        "not_found",
        `The built-in catalog does not answer ${method} ${url.pathname}: it knows blueprints and entities. Set PORT_CLIENT_ID and PORT_CLIENT_SECRET to reach Port itself, or send an Authorization header.`,
      ),
    );
  const { operation, params } = found;
  const body = operation.body === undefined ? undefined : parseBody(operation.body, request.body ?? "");
  if (body?.ok === false) return errorEnvelope(body.error);
  const answer = await operation.run({
    catalog,
    params,
    query: url.searchParams,
    body: body?.value,
    source: request.source,
  });
  if (!answer.ok) return errorEnvelope(answer.error);
  return { status: answer.value.status, json: { ok: true, ...answer.value.json } };
}
