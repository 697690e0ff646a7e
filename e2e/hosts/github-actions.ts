import { isJsonObject, type JsonObject } from "../../lib/base/json";
import type { Answer } from "./host";
import { type JobHost, type KeptJob, startJobs } from "./jobs";

const say = (status: number, message: string): Answer => ({
  status,
  json: { message, documentation_url: "https://docs.github.com/rest", status: String(status) },
});

/**
 * Answers as GitHub's REST API does for the workflow `deploy.yml` of `octo-org/checkout`: repository, dispatch and
 * runs. `tells: false` is a server from before dispatches told which run they began.
 */
export const startGithubActions = (token: string, { tells = true } = {}): Promise<JobHost> =>
  startJobs(
    ["queued", "in_progress", "completed success"],
    ({ method }) => method === "POST",
    ({ method, path, query, headers, body }, book) => {
      if (headers.authorization !== `Bearer ${token}`) return say(401, "Bad credentials");
      if (!headers["user-agent"]) return say(403, "Request forbidden by administrative rules");
      if (headers.accept !== "application/vnd.github+json") return say(415, "Unsupported 'Accept' header");
      const repository = "/repos/octo-org/checkout";
      if (!path.startsWith(repository)) return say(404, "Not Found");
      const place = path.slice(repository.length);
      if (place === "")
        return { status: 200, json: { full_name: "octo-org/checkout", default_branch: "trunk" } };
      if (place === "/actions/workflows/deploy.yml/runs") {
        if (query.get("event") !== "workflow_dispatch") return say(422, "Only dispatches are asked for here");
        const branch = query.get("branch");
        const runs = book.newest().filter(({ asked }) => branch === null || asked.ref === branch);
        const shown = runs.slice(0, Number(query.get("per_page") ?? 30)).map((job) => runOf(job, "queued"));
        return { status: 200, json: { total_count: runs.length, workflow_runs: shown } };
      }
      const id = /^\/actions\/runs\/(\d+)$/.exec(place)?.[1];
      if (id !== undefined) {
        const found = book.look(id);
        return found === undefined
          ? say(404, "Not Found")
          : { status: 200, json: runOf(found.job, found.state) };
      }
      if (method !== "POST" || place !== "/actions/workflows/deploy.yml/dispatches")
        return say(404, "Not Found");
      if (!isJsonObject(body) || typeof body.ref !== "string") return say(422, '"ref" wasn\'t supplied');
      const inputs = body.inputs ?? {};
      if (!isJsonObject(inputs) || Object.values(inputs).some((value) => typeof value !== "string"))
        return say(422, "Inputs must be strings");
      if (!tells && "return_run_details" in body)
        return say(422, 'Invalid request. "return_run_details" is not a permitted key.');
      const job = book.begin(body);
      if (!tells || body.return_run_details !== true) return { status: 204 };
      const { id: workflow_run_id, html_url = null, url = null } = runOf(job, "queued");
      return { status: 200, json: { workflow_run_id, run_url: url, html_url } };
    },
  );

function runOf({ id, asked }: KeptJob, state: string): { id: number } & JsonObject {
  const [status = "", conclusion = null] = state.split(" ");
  return {
    id,
    status,
    conclusion,
    event: "workflow_dispatch",
    head_branch: asked.ref ?? null,
    url: `https://api.github.com/repos/octo-org/checkout/actions/runs/${id}`,
    html_url: `https://github.com/octo-org/checkout/actions/runs/${id}`,
  };
}
