import "server-only";
import { isJsonObject, type Json } from "../../base/json";
import type { Answer, Asked, Standin } from "./answer";
import { type PlayedJob, type PlayedJobs, playJobs } from "./jobs";

const say = (status: number, message: string): Answer => ({
  status,
  json: { message, documentation_url: "https://docs.github.com/rest", status: String(status) },
});

/**
 * Stands in for GitHub's REST API: reading a repository, dispatching a workflow, and following its run, which
 * succeeds after a few looks.
 */
export function githubStandin(): Standin {
  const jobs = playJobs(["queued", "in_progress", "completed"]);
  return ({ method, path, query, headers, body }) => {
    if (!/^(bearer|token) \S/i.test(headers.authorization ?? "")) return say(401, "Requires authentication");
    const [, root, owner, repository, ...rest] = path.split("/");
    if (root !== "repos" || !owner || !repository) return say(404, "Not Found");
    const full = `${owner}/${repository}`;
    const place = rest.join("/");
    if (method === "POST") return dispatch(jobs, full, place, body);
    if (place === "")
      return {
        status: 200,
        json: { name: repository, full_name: full, default_branch: "main", private: false },
      };
    const id = /^actions\/runs\/(\d+)$/.exec(place)?.[1];
    const found = id === undefined ? undefined : jobs.look(full, id);
    if (found !== undefined) return { status: 200, json: runOf(found) };
    const workflow = /^actions(?:\/workflows\/([^/]+))?\/runs$/.exec(place);
    return workflow === null ? say(404, "Not Found") : list(jobs, full, workflow[1], query);
  };
}

function dispatch(jobs: PlayedJobs, full: string, place: string, body: Json): Answer {
  const workflow = /^actions\/workflows\/([^/]+)\/dispatches$/.exec(place)?.[1];
  if (workflow === undefined) return say(404, "Not Found");
  if (!isJsonObject(body)) return say(400, "Problems parsing JSON");
  if (typeof body.ref !== "string" || body.ref === "")
    return say(422, 'Invalid request. "ref" was not supplied.');
  const inputs = body.inputs ?? {};
  if (!isJsonObject(inputs)) return say(422, "Invalid request. Inputs must be an object.");
  if (Object.keys(inputs).length > 25) return say(422, "Invalid request. At most 25 inputs are allowed.");
  const run = runOf(jobs.begin(full, { workflow, ref: body.ref }));
  if (body.return_run_details !== true) return { status: 204 };
  return {
    status: 200,
    json: { workflow_run_id: run.id, run_url: run.url, html_url: run.html_url },
  };
}

function list(jobs: PlayedJobs, full: string, workflow: string | undefined, query: Asked["query"]): Answer {
  const branch = query.get("branch");
  const runs = jobs
    .of(full)
    .filter(({ asked }) => workflow === undefined || asked.workflow === workflow)
    .filter(({ asked }) => branch === null || asked.ref === branch);
  const count = Math.min(Number(query.get("per_page") ?? 30) || 30, 100);
  return {
    status: 200,
    json: { total_count: runs.length, workflow_runs: runs.slice(0, count).map((run) => runOf(run)) },
  };
}

const runOf = ({ id, place, asked, state }: PlayedJob) => ({
  id,
  event: "workflow_dispatch",
  head_branch: asked.ref ?? null,
  path: `.github/workflows/${String(asked.workflow)}`,
  status: state,
  conclusion: state === "completed" ? "success" : null,
  url: `https://api.github.com/repos/${place}/actions/runs/${id}`,
  html_url: `https://github.com/${place}/actions/runs/${id}`,
});
