import "server-only";
import { isJsonObject } from "../../base/json";
import type { Standin } from "./answer";
import { type PlayedJob, playJobs } from "./jobs";

/** Stands in for GitLab's REST API: triggering a pipeline and following it to its success. */
export function gitlabStandin(): Standin {
  const jobs = playJobs(["created", "running", "success"]);
  const pipelineOf = ({ id, place, asked, state }: PlayedJob) => ({
    id,
    ref: asked.ref ?? null,
    source: "api",
    status: state,
    web_url: `https://gitlab.com/${place}/-/pipelines/${id}`,
  });
  return ({ method, path, query, headers, body }) => {
    if (!headers["private-token"] && !headers.authorization)
      return { status: 401, json: { message: "401 Unauthorized" } };
    const [, coded = "", rest = ""] = /^\/api\/v4\/projects\/([^/]+)\/(.*)$/.exec(path) ?? [];
    const project = decodeURIComponent(coded);
    const missing = { status: 404, json: { message: "404 Not Found" } };
    if (project === "") return missing;
    if (method === "POST" && rest === "pipeline") {
      if (!isJsonObject(body) || typeof body.ref !== "string" || body.ref === "")
        return { status: 400, json: { error: "ref is missing" } };
      return { status: 201, json: pipelineOf(jobs.begin(project, { ref: body.ref })) };
    }
    if (method !== "GET") return missing;
    if (rest === "pipelines") {
      const shown = jobs.of(project).filter(({ asked }) => [null, asked.ref].includes(query.get("ref")));
      return { status: 200, json: shown.slice(0, 20).map((job) => pipelineOf(job)) };
    }
    const found = jobs.look(project, /^pipelines\/(\d+)$/.exec(rest)?.[1] ?? "");
    return found === undefined ? missing : { status: 200, json: pipelineOf(found) };
  };
}

/** Stands in for Azure DevOps: running a pipeline and following it to its success. */
export function azureStandin(): Standin {
  const jobs = playJobs(["inProgress", "completed"]);
  const runOf = ({ id, place, state }: PlayedJob) => ({
    id,
    state,
    ...(state === "completed" ? { result: "succeeded" } : {}),
    _links: { web: { href: `https://dev.azure.com/${place}/_build/results?buildId=${id}` } },
  });
  return ({ method, path, headers }) => {
    if (!headers.authorization) return { status: 401, json: { message: "Sign in." } };
    const [, organisation = "", coded = "", rest = ""] = /^\/([^/]+)\/([^/]+)\/_apis\/(.*)$/.exec(path) ?? [];
    const project = `${organisation}/${decodeURIComponent(coded)}`;
    if (method === "GET" && rest === "build/builds")
      return { status: 200, json: { value: jobs.of(project).map(({ id }) => ({ id })) } };
    const [, run] = /^pipelines\/[^/]+\/runs(?:\/(\d+))?$/.exec(rest) ?? [rest === "" ? "" : undefined];
    if (method === "POST" && /^pipelines\/[^/]+\/runs$/.test(rest))
      return { status: 200, json: runOf(jobs.begin(project, {})) };
    const found = jobs.look(project, run ?? "");
    return found === undefined
      ? { status: 404, json: { message: "The Playground knows no such run." } }
      : { status: 200, json: runOf(found) };
  };
}
