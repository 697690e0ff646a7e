import { isJsonObject } from "../../lib/base/json";
import { type Answer, type Got, Host } from "./host";

/** Port's AI: invocations that are streamed, and kept for those who ask by identifier. */
export interface PortAiHost {
  host: Host;
  /** Answers to come, the next one first; after them it says `fine`. */
  says: string[];
  /** How invocations are answered: whole, without their end, or not at all though they are worked on. */
  answers: "whole" | "cut" | "never";
  /** Looks at an invocation before it is completed. */
  looks: number;
  /** Requests that asked. */
  invocations(): Got[];
}

/** Answers as Port's API does: a token for the credentials, and `/v1/ai/invoke` and agents for the token. */
export async function startPortAi(credentials: {
  clientId: string;
  clientSecret: string;
}): Promise<PortAiHost> {
  const kept = new Map<string, { text: string; looks: number }>();
  const refuse = (status: number, error: string): Answer => ({
    status,
    json: { ok: false, error, message: error },
  });
  const serve = async (got: Got): Promise<Answer> => {
    const { method, path, query, headers, body } = got;
    if (path === "/v1/auth/access_token") {
      const known = isJsonObject(body) && body.clientSecret === credentials.clientSecret;
      return known
        ? { status: 200, json: { ok: true, accessToken: "port-token-of-the-run", expiresIn: 3600 } }
        : refuse(401, "unauthorized");
    }
    if (headers.authorization !== "Bearer port-token-of-the-run") return refuse(401, "unauthorized");
    const looked = /^\/v1\/(?:ai|agent)\/invoke\/([\w-]+)$/.exec(path)?.[1];
    if (method === "GET" && looked !== undefined) {
      const found = kept.get(looked);
      if (found === undefined) return refuse(404, "not_found");
      found.looks -= 1;
      const result =
        found.looks < 0
          ? { status: "Completed", message: found.text }
          : { status: "InProgress", message: "" };
      return { status: 200, json: { ok: true, result } };
    }
    const agent = /^\/v1\/agent\/([^/]+)\/invoke$/.exec(path)?.[1];
    if (method !== "POST" || !isJsonObject(body) || (path !== "/v1/ai/invoke" && agent === undefined))
      return refuse(404, "not_found");
    if (agent === "gone") return refuse(404, "not_found");
    if (agent === undefined && (typeof body.userPrompt !== "string" || !Array.isArray(body.tools)))
      return refuse(422, "invalid_request");
    const identifier = query.get("invocation_identifier") ?? "made-by-port";
    const text = started.says.shift() ?? "fine";
    kept.set(identifier, { text, looks: started.looks });
    if (started.answers === "never") return await new Promise(() => {});
    const half = Math.ceil(text.length / 2);
    const chunks = [text.slice(0, half), text.slice(half)].map(
      (chunk) => `event: execution\ndata: ${chunk}\n\n`,
    );
    const end = started.answers === "cut" ? "" : 'event: done\ndata: {"monthlyQuotaUsage":{}}\n\n';
    return {
      status: 200,
      text: `event: invocationIdentifier\ndata: ${identifier}\n\n${chunks.join("")}${end}`,
      headers: { "content-type": "text/event-stream; charset=utf-8" },
    };
  };
  const started: PortAiHost = {
    host: await Host.start(serve),
    says: [],
    answers: "whole",
    looks: 1,
    invocations: () =>
      started.host.got.filter(({ method, path }) => method === "POST" && path.endsWith("/invoke")),
  };
  return started;
}
