import { isJsonObject } from "../../lib/base/json";
import { type JobHost, type KeptJob, startJobs } from "./jobs";

/** Answers as Azure DevOps does to the pipeline 7 of the project `web shop`, below `/acme`. */
export const startAzure = (token: string): Promise<JobHost> =>
  startJobs(
    ["inProgress", "inProgress", "completed succeeded"],
    ({ method }) => method === "POST",
    ({ method, path, query, headers, body }, book) => {
      // Without a good token Azure DevOps shows the sign-in page.
      if (headers.authorization !== `Basic ${Buffer.from(`:${token}`).toString("base64")}`)
        return { status: 401, text: "<html>Sign in</html>", headers: { "content-type": "text/html" } };
      if (query.get("api-version") !== "7.1") return { status: 400, json: { message: "No api-version" } };
      const apis = "/acme/web%20shop/_apis";
      if (path === `${apis}/build/builds`)
        return {
          status: 200,
          json: {
            value: book
              .newest()
              .slice(0, Number(query.get("$top")))
              .map(({ id }) => ({ id })),
          },
        };
      const runs = `${apis}/pipelines/7/runs`;
      const found = book.look(path.startsWith(`${runs}/`) ? path.slice(runs.length + 1) : undefined);
      if (found !== undefined) return { status: 200, json: runOf(found.job, found.state) };
      if (path !== runs || method !== "POST" || !isJsonObject(body))
        return { status: 404, json: { message: "Page not found." } };
      return { status: 200, json: runOf(book.begin(body), "inProgress") };
    },
  );

function runOf({ id }: KeptJob, text: string) {
  const [state = "", result] = text.split(" ");
  const href = `https://dev.azure.com/acme/web%20shop/_build/results?buildId=${id}`;
  return { id, state, ...(result === undefined ? {} : { result }), _links: { web: { href } } };
}
