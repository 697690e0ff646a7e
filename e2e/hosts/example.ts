import { isJsonObject } from "../../lib/base/json";
import { Host } from "./host";

/** Stands in for `api.example.com`: resources with ids, and a 202 for everything else that is posted. */
export const startExample = (): Promise<Host> =>
  Host.start(({ method, path, body }) => {
    if (method === "POST" && path === "/resources") {
      const name = isJsonObject(body) ? (body.name ?? null) : null;
      return { status: 201, json: { id: "res-7", name, state: "ready" } };
    }
    if (method === "GET" && path === "/resources/res-7") {
      return { status: 200, json: { id: "res-7", name: "orders-database" } };
    }
    if (method === "GET") return { status: 404, json: { message: "Not found" } };
    return { status: 202, json: { accepted: true } };
  });
