import { isJsonObject } from "../../lib/base/json";
import { type Answer, Host } from "./host";

const say = (status: number, message: string): Answer => ({
  status,
  json: { message, status: String(status) },
});

/** Answers as GitHub's REST API does to the dispatch of a workflow of the repository `octo-org/checkout`. */
export const startGithub = (token: string): Promise<Host> =>
  Host.start(({ method, path, headers, body }) => {
    if (headers.authorization !== `Bearer ${token}`) return say(401, "Bad credentials");
    if (!headers["user-agent"]) return say(403, "Request forbidden by administrative rules");
    if (!/^application\/vnd\.github(\.v3)?\+json$/.test(headers.accept ?? "")) {
      return say(415, "Unsupported 'Accept' header");
    }
    if (method !== "POST" || path !== "/repos/octo-org/checkout/actions/workflows/deploy.yml/dispatches") {
      return say(404, "Not Found");
    }
    if (!isJsonObject(body) || typeof body.ref !== "string") return say(422, '"ref" wasn\'t supplied');
    const inputs = body.inputs ?? {};
    if (!isJsonObject(inputs) || Object.values(inputs).some((value) => typeof value !== "string")) {
      return say(422, "Inputs must be strings");
    }
    return { status: 204 };
  });
