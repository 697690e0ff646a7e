import "server-only";
import { isJsonObject, type JsonObject } from "../../base/json";
import { type Answer, boundedMap, newId, type Standin, textOf } from "./answer";

const refuse = (status: number, error: string, message: string): Answer => ({
  status,
  json: { ok: false, error, message },
});

/**
 * Stands in for Port's API: tokens, and entities of any blueprint. It asks for no token, because Slipway never
 * sends Port's credentials here, and creating an entity that exists updates it, so that an example can be run
 * again.
 */
export function portStandin(): Standin {
  const entities = boundedMap<JsonObject>(1000);

  return ({ method, path, body }) => {
    if (path === "/v1/auth/access_token" && method === "POST") {
      return {
        status: 200,
        json: { ok: true, accessToken: newId("playground"), expiresIn: 10_800, tokenType: "Bearer" },
      };
    }
    if (path === "/v1/entities/search" && method === "POST") {
      return { status: 200, json: { ok: true, entities: [...entities.values()] } };
    }
    const place = /^\/v1\/blueprints\/([^/]+)\/entities(?:\/([^/]+))?$/.exec(path);
    if (place === null) return refuse(404, "not_found", `The Playground does not answer ${method} ${path}.`);
    const blueprint = decodeURIComponent(place[1] ?? "");
    const named = place[2] === undefined ? undefined : decodeURIComponent(place[2]);
    if (named === undefined && method === "GET") {
      return {
        status: 200,
        json: { ok: true, entities: [...entities.values()].filter((each) => each.blueprint === blueprint) },
      };
    }
    const sent = isJsonObject(body) ? body : {};
    const identifier = named ?? textOf(sent, "identifier") ?? newId("entity");
    const key = `${blueprint}/${identifier}`;
    const known = entities.get(key);
    if (blueprint === "_ai_agent" && named !== undefined && known === undefined && method === "GET") {
      return { status: 200, json: { ok: true, entity: agentOf(named) } };
    }
    if (named !== undefined && known === undefined && method !== "PUT") {
      return refuse(404, "not_found", `Entity "${identifier}" of blueprint "${blueprint}" was not found.`);
    }
    if (method === "GET") return { status: 200, json: { ok: true, entity: known ?? null } };
    if (method === "DELETE") {
      entities.delete(key);
      return { status: 200, json: { ok: true } };
    }
    if (!isJsonObject(body)) {
      return refuse(422, "invalid_request", "The body of an entity must be a JSON object.");
    }
    const entity = merge(known, sent, blueprint, identifier);
    entities.set(key, entity);
    return { status: known === undefined ? 201 : 200, json: { ok: true, entity } };
  };
}

/** Any agent is there, so that an example which asks one can be run. */
const agentOf = (identifier: string): JsonObject => ({
  identifier,
  title: identifier,
  blueprint: "_ai_agent",
  properties: { prompt: `You are the agent ${identifier} of the Playground.` },
  relations: {},
});

function merge(
  known: JsonObject | undefined,
  sent: JsonObject,
  blueprint: string,
  identifier: string,
): JsonObject {
  const now = new Date().toISOString();
  const both = (name: string) => ({
    ...(isJsonObject(known?.[name]) ? known[name] : {}),
    ...(isJsonObject(sent[name]) ? sent[name] : {}),
  });
  return {
    team: [],
    icon: null,
    ...known,
    ...sent,
    identifier,
    title: sent.title ?? known?.title ?? identifier,
    blueprint,
    properties: both("properties"),
    relations: both("relations"),
    createdAt: known?.createdAt ?? now,
    updatedAt: now,
  };
}
