import { isJsonObject } from "../../lib/base/json";
import { type JobHost, type KeptJob, startJobs } from "./jobs";

/** Answers as GitLab's REST API does to pipelines of the project `acme/web`. */
export const startGitlab = (token: string): Promise<JobHost> =>
  startJobs(
    ["created", "running", "success"],
    ({ method }) => method === "POST",
    ({ method, path, query, headers, body }, book) => {
      if (headers["private-token"] !== token) return { status: 401, json: { message: "401 Unauthorized" } };
      const project = "/api/v4/projects/acme%2Fweb";
      if (!path.startsWith(`${project}/`)) return { status: 404, json: { message: "404 Project Not Found" } };
      const place = path.slice(project.length);
      if (place === "/pipelines" && method === "GET") {
        const shown = book.newest().filter(({ asked }) => asked.ref === query.get("ref"));
        const count = Number(query.get("per_page") ?? 20);
        return { status: 200, json: shown.slice(0, count).map((job) => pipelineOf(job, "created")) };
      }
      const id = /^\/pipelines\/(\d+)$/.exec(place)?.[1];
      const found = book.look(id);
      if (found !== undefined) return { status: 200, json: pipelineOf(found.job, found.state) };
      if (place !== "/pipeline" || method !== "POST")
        return { status: 404, json: { message: "404 Not Found" } };
      if (!isJsonObject(body) || body.ref !== "main")
        return { status: 400, json: { message: { base: ["Reference not found"] } } };
      return { status: 201, json: pipelineOf(book.begin(body), "created") };
    },
  );

const pipelineOf = ({ id, asked }: KeptJob, status: string) => ({
  id,
  status,
  ref: asked.ref ?? null,
  source: "api",
  web_url: `https://gitlab.com/acme/web/-/pipelines/${id}`,
});
