import "server-only";
import { isJsonObject, type JsonObject } from "../../base/json";
import { type Asked, boundedMap, newId, type Standin } from "./answer";

/** Told when a long-running task is done: the node run that waits for it, and what came of it. */
export type TaskDone = (nodeRun: string, output: JsonObject) => void;

/** How long a task takes, in milliseconds: long enough to see it wait. */
const taskTime = 1500;

/**
 * Stands in for `api.example.com`: says back what it was sent, keeps resources with ids, accepts deployments,
 * and works on long-running tasks.
 *
 * @param later runs a callback after some milliseconds, unless the Playground stops before
 */
export function exampleStandin(later: (ms: number, run: () => void) => void, taskDone: TaskDone): Standin {
  const resources = boundedMap<JsonObject>(1000);

  const onResources = ({ method, body, path }: Asked) => {
    const id = path.split("/")[2];
    if (id === undefined || id === "") {
      if (method === "GET") return { status: 200, json: { items: [...resources.values()] } };
      if (method !== "POST") return refuse(405, `${method} is not possible on /resources.`);
      const created: JsonObject = {
        ...(isJsonObject(body) ? body : {}),
        id: newId("res"),
        status: "created",
        createdAt: new Date().toISOString(),
      };
      resources.set(String(created.id), created);
      return { status: 201, json: created };
    }
    const found = resources.get(id);
    if (found === undefined) return refuse(404, `There is no resource "${id}".`);
    if (method === "GET") return { status: 200, json: found };
    if (method === "DELETE") {
      resources.delete(id);
      return { status: 204 };
    }
    const changed = { ...found, ...(isJsonObject(body) ? body : {}), id, status: "updated" };
    resources.set(id, changed);
    return { status: 200, json: changed };
  };

  return (asked) => {
    const sent = isJsonObject(asked.body) ? asked.body : {};
    if (/^\/resources(\/|$)/.test(asked.path)) return onResources(asked);
    if (asked.path === "/deploy" || asked.path === "/deployments") {
      return { status: 200, json: { ...sent, id: newId("dep"), status: "deployed" } };
    }
    if (asked.path === "/long-running-task") {
      const id = newId("task");
      // A real system would be told in the body whom to report to; this one needs no telling.
      const nodeRun = asked.headers["idempotency-key"] ?? "";
      if (/^wfnr_[A-Za-z0-9]{16}$/.test(nodeRun)) {
        later(taskTime, () => taskDone(nodeRun, { id, status: "finished" }));
      }
      return { status: 202, json: { accepted: true, id, received: asked.body } };
    }
    return { status: 200, json: echo(asked) };
  };
}

/** What came in. Credentials are named but not repeated. */
function echo({ method, path, query, headers, body }: Asked): JsonObject {
  const shown = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      name === "authorization" || name === "cookie" ? `(received, ${value.length} characters)` : value,
    ]),
  );
  return { ok: true, method, path, query: Object.fromEntries(query), headers: shown, body };
}

const refuse = (status: number, message: string) => ({ status, json: { ok: false, message } });
