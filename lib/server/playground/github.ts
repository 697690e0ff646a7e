import "server-only";
import { isJsonObject } from "../../base/json";
import type { Answer, Standin } from "./answer";

const say = (status: number, message: string): Answer => ({
  status,
  json: { message, documentation_url: "https://docs.github.com/rest", status: String(status) },
});

/** Stands in for GitHub's REST API: dispatching a workflow, reading a repository and its runs. */
export const githubStandin: Standin = ({ method, path, headers, body }) => {
  if (!/^(bearer|token) \S/i.test(headers.authorization ?? "")) return say(401, "Requires authentication");
  const [, root, owner, repository, ...rest] = path.split("/");
  if (root !== "repos" || !owner || !repository) return say(404, "Not Found");
  const place = rest.join("/");
  if (place === "" && method === "GET") {
    return {
      status: 200,
      json: { name: repository, full_name: `${owner}/${repository}`, default_branch: "main", private: false },
    };
  }
  if (place === "actions/runs" && method === "GET") {
    return { status: 200, json: { total_count: 0, workflow_runs: [] } };
  }
  if (!/^actions\/workflows\/[^/]+\/dispatches$/.test(place)) return say(404, "Not Found");
  if (method !== "POST") return say(404, "Not Found");
  if (!isJsonObject(body)) return say(400, "Problems parsing JSON");
  if (typeof body.ref !== "string" || body.ref === "")
    return say(422, 'Invalid request. "ref" was not supplied.');
  const inputs = body.inputs ?? {};
  if (!isJsonObject(inputs)) return say(422, "Invalid request. Inputs must be an object.");
  if (Object.keys(inputs).length > 25) return say(422, "Invalid request. At most 25 inputs are allowed.");
  return { status: 204 };
};
