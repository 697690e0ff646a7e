import "server-only";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { contractProblem, operationFor } from "./contract";

const app = fileURLToPath(new URL("../../../app", import.meta.url));

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** A route's answer, read. */
export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  json: Record<string, unknown>;
}

/** The folder under `app/` that answers an address, as Next finds it: at each step a fixed name wins. */
function findRoute(
  steps: string[],
  folder = app,
): { folder: string; params: Record<string, string> } | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return existsSync(join(folder, "route.ts")) ? { folder, params: {} } : undefined;
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? entry.name : [],
  );
  if (names.includes(step)) {
    const found = findRoute(rest, join(folder, step));
    if (found !== undefined) return found;
  }
  const name = names.find((each) => each.startsWith("["));
  const found = name === undefined ? undefined : findRoute(rest, join(folder, name));
  if (name === undefined || found === undefined) return undefined;
  return { ...found, params: { [name.slice(1, -1)]: decodeURIComponent(step), ...found.params } };
}

const stepsOf = (path: string) => new URL(path, "http://127.0.0.1:3000").pathname.split("/").slice(1);

/** Calls the route file of an address with a real request, for tests. */
export async function send(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<Response> {
  const url = new URL(path, "http://127.0.0.1:3000");
  const found = findRoute(stepsOf(path));
  if (found === undefined) throw new Error(`No route answers ${path}.`);
  const file = (await import(/* @vite-ignore */ join(found.folder, "route.ts"))) as Record<string, unknown>;
  const handler = file[method];
  if (typeof handler !== "function") throw new Error(`The route of ${path} has no ${method}.`);
  const request = new Request(url, {
    method,
    headers: {
      host: url.host,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
  return (handler as Handler)(request, { params: Promise.resolve(found.params) });
}

/**
 * The same, with the answer read to its end. An answer under `/v1` must be what the table of the API says of it,
 * so that whatever test calls it is a test of the contract too.
 */
export async function call(...given: Parameters<typeof send>): Promise<Answered> {
  const response = await send(...given);
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
  const json = isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
  const [method, path] = given;
  const folder = findRoute(stepsOf(path))?.folder.slice(app.length) ?? "";
  if (folder.startsWith("/v1/") && folder !== "/v1/[...path]") {
    const operation = operationFor(method, folder);
    if (operation === undefined) throw new Error(`${method} ${folder} is not in the table of the API.`);
    const problem = contractProblem(operation, response.status, isJson ? json : text);
    if (problem !== undefined) throw new Error(`${method} ${path} broke its contract: ${problem}\n${text}`);
  }
  return { status: response.status, headers: response.headers, text, json };
}
