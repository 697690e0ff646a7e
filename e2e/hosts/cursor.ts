import { isJsonObject } from "../../lib/base/json";
import { type JobHost, type KeptJob, startJobs } from "./jobs";

/** Answers as Cursor's API for cloud agents does (v0). */
export const startCursor = (key: string): Promise<JobHost> =>
  startJobs(
    ["CREATING", "RUNNING", "FINISHED"],
    ({ method }) => method === "POST",
    ({ method, path, headers, body }, book) => {
      if (headers.authorization !== `Basic ${Buffer.from(`${key}:`).toString("base64")}`)
        return { status: 401, json: { error: { message: "Invalid API key", code: "unauthorized" } } };
      if (path === "/v0/agents" && method === "GET")
        return { status: 200, json: { agents: book.newest().map((job) => agentOf(job, "CREATING")) } };
      const id = /^\/v0\/agents\/bc_(\d+)$/.exec(path)?.[1];
      const found = book.look(id);
      if (found !== undefined) return { status: 200, json: agentOf(found.job, found.state) };
      if (path !== "/v0/agents" || method !== "POST")
        return { status: 404, json: { error: { message: "Not found", code: "not_found" } } };
      if (!isJsonObject(body) || !isJsonObject(body.prompt) || body.prompt.text === "")
        return { status: 400, json: { error: { message: "prompt.text is required", code: "bad_request" } } };
      return { status: 201, json: agentOf(book.begin(body), "CREATING") };
    },
  );

function agentOf({ id, asked }: KeptJob, status: string) {
  const finished = status === "FINISHED";
  return {
    id: `bc_${id}`,
    name: "Add a README",
    status,
    source: asked.source ?? null,
    target: {
      branchName: finished ? "cursor/add-readme" : null,
      url: `https://cursor.com/agents?id=bc_${id}`,
      ...(finished ? { prUrl: "https://github.com/octo-org/checkout/pull/7" } : {}),
    },
    ...(finished ? { summary: "Added a README." } : {}),
    createdAt: new Date().toISOString(),
  };
}
