import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import { err, ok, type Result } from "../../base/result";
import { shown } from "../../base/shown";
import type { Outcome, RunError, Runner, Transient } from "../runner";
import { webhookRequest } from "../webhook/request";
import { responseOutput, statusError } from "../webhook/response";
import { transientError, transientReply } from "../webhook/transient";

/**
 * Creates or updates an entity (reference 3.2) with Port's own call, `POST /v1/blueprints/{b}/entities` with
 * `upsert` and `merge`, so that environments, credentials and the built-in catalog apply as they do to webhooks.
 *
 * The output is `{response: {status, data}}` with the entity itself as `data`. Without an identifier the catalog
 * makes one up. 4xx and 5xx fail the node and keep `response` beside `error`.
 */
export const runUpsertEntity: Runner = async (input, effects, signal) => {
  const failed = (error: RunError, transient?: Transient): Outcome & { kind: "failed" } => ({
    kind: "failed",
    error,
    ...(transient === undefined ? {} : { transient }),
  });
  const named = (error: RunError): RunError => ({
    ...error,
    message: `"${input.node.identifier}": ${error.message}`,
  });
  const sent = entityCall(input.config, effects.portBaseUrl);
  if (!sent.ok) return failed(named(sent.error));
  const visible = entityCall(input.masked, effects.portBaseUrl);
  const made = webhookRequest(
    sent.value.request,
    visible.ok ? visible.value.request : { url: effects.portBaseUrl },
    input.nodeRun,
  );
  if (!made.ok) return failed(named(made.error));

  const { call, recorded } = made.value;
  effects.request({ ...recorded, ...effects.route(call) });
  const result = await effects.http(call, signal);
  // An entity that has an identifier is the same entity however often it is written.
  const again = (transient: Transient | undefined) =>
    transient === undefined ? undefined : { ...transient, idempotent: sent.value.named };
  if (!result.ok) return failed(result.error, again(transientError(call.method, result.error)));

  const { reply } = result;
  const { status, statusText, headers, body, size, timing, redirects } = reply;
  effects.response({ status, statusText, headers, body, size, truncated: false, timing, redirects });
  const { data = null } = responseOutput(reply);
  if (status >= 400)
    return {
      ...failed(
        statusError(recorded.method, recorded.url, reply),
        again(transientReply(call.method, reply, effects.now())),
      ),
      output: { response: { status, data } },
    };
  const entity = isJsonObject(data) && isJsonObject(data.entity) ? data.entity : data;
  return { kind: "done", output: { response: { status, data: entity } } };
};

interface EntityCall {
  /** As the config of a webhook. */
  request: JsonObject;
  /** True when the entity has an identifier of its own. */
  named: boolean;
}

/** The call that a rendered config asks for. */
function entityCall(config: JsonObject, portBaseUrl: string): Result<EntityCall, RunError> {
  const wrong = (at: string, message: string, hint: string) =>
    err({ code: "upsert-entity/value", message, hint, at });
  const blueprint = textOf(config.blueprintIdentifier);
  if (blueprint === undefined || blueprint.trim() === "")
    return wrong(
      "/blueprintIdentifier",
      `The blueprint is ${shown(config.blueprintIdentifier)}.`,
      "Name one, such as deployment.",
    );
  const mapping = config.mapping ?? {};
  if (!isJsonObject(mapping))
    return wrong("/mapping", `The entity is ${shown(mapping)}.`, "Write it as an object with properties.");

  const entity: JsonObject = {};
  for (const name of ["identifier", "title", "icon"] as const) {
    const value = mapping[name];
    if (value === undefined || value === null || value === "") continue;
    const text = textOf(value);
    if (text === undefined)
      return wrong(`/mapping/${name}`, `The ${name} is ${shown(value)}.`, "Give it a text.");
    entity[name] = text;
  }
  const { team } = mapping;
  if (team !== undefined && team !== null) {
    if (typeof team !== "string" && !(Array.isArray(team) && team.every((one) => typeof one === "string")))
      return wrong("/mapping/team", `The team is ${shown(team)}.`, "Give it a text, or a list of texts.");
    entity.team = team;
  }
  for (const name of ["properties", "relations"] as const) {
    const value = mapping[name];
    if (value === undefined || value === null) continue;
    if (!isJsonObject(value))
      return wrong(`/mapping/${name}`, `The ${name} are ${shown(value)}.`, "Write them as an object.");
    entity[name] = value;
  }
  return ok({
    named: entity.identifier !== undefined,
    request: {
      url: `${portBaseUrl}/v1/blueprints/${encodeURIComponent(blueprint.trim())}/entities?upsert=true&merge=true`,
      method: "POST",
      body: entity,
    },
  });
}

/** Numbers and booleans are texts where a name is wanted. */
function textOf(value: Json | undefined): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}
