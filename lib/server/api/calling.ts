import "server-only";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** The methods a route file exports, among its other exports. */
type RouteFile = Record<string, unknown>;

/** A route's answer, read. */
export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  json: Record<string, unknown>;
}

/**
 * Calls route files as Next does, for tests: finds the file by the address's pattern, static steps first, and
 * hands it a real request.
 *
 * @param routes route files by pattern, for example `/api/workflows/[id]`
 */
export function calling(routes: Record<string, RouteFile>) {
  const patterns = Object.entries(routes)
    .map(([pattern, file]) => ({ steps: pattern.split("/"), file }))
    // Where both fit, the static step wins; brackets sort behind letters.
    .sort(
      (a, b) =>
        a.steps.filter((step) => step.startsWith("[")).length -
        b.steps.filter((step) => step.startsWith("[")).length,
    );

  const send = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    signal?: AbortSignal,
  ): Promise<Response> => {
    const url = new URL(path, "http://127.0.0.1:3000");
    const steps = url.pathname.split("/");
    for (const { steps: pattern, file } of patterns) {
      const params: Record<string, string> = {};
      const fits =
        pattern.length === steps.length &&
        pattern.every((step, index) => {
          const given = steps[index] ?? "";
          if (!step.startsWith("[")) return step === given;
          params[step.slice(1, -1)] = decodeURIComponent(given);
          return true;
        });
      if (!fits) continue;
      const handler = file[method];
      if (typeof handler !== "function") throw new Error(`${pattern.join("/")} has no ${method}.`);
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
      return (handler as Handler)(request, { params: Promise.resolve(params) });
    }
    throw new Error(`No route answers ${path}.`);
  };

  const call = async (...given: Parameters<typeof send>): Promise<Answered> => {
    const response = await send(...given);
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
    const json = isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
    return { status: response.status, headers: response.headers, text, json };
  };
  return { call, send };
}
