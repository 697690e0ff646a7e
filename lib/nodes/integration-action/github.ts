import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import { type Question, type Reply, strange } from "../jobs/ask";
import type { Job, JobKind } from "../jobs/job";
import { asTexts, type Properties } from "./properties";

type Ask = (question: Question) => Promise<Reply>;

/** Conclusions that count as success, as Port's own integration has it (reference 3.4). */
const FINE = new Set(["success", "skipped", "neutral"]);

/**
 * Dispatches a GitHub Actions workflow and follows its run (reference 3.4). Both spellings of 6.7 row 19 are read:
 * `org`, `repo`, `workflow`, `workflowInputs`; and `repo` as `owner/name`, `workflowId`, `inputs`. Without `ref`
 * the default branch is taken. Current GitHub tells the run it began; an older server is asked for the newest one.
 */
export function githubWorkflow(properties: Properties, ask: Ask): JobKind {
  const { org, repo } = repositoryOf(properties);
  const workflow = properties.optionalText("workflow") ?? properties.optionalText("workflowId");
  if (workflow === undefined) properties.text("workflow");
  const inputs = asTexts({ ...properties.object("inputs"), ...properties.object("workflowInputs") });
  const ref = properties.optionalText("ref");
  const repository = `/repos/${encodeURIComponent(org)}/${encodeURIComponent(repo)}`;
  const actions = `${repository}/actions/workflows/${encodeURIComponent(workflow ?? "")}`;

  const runs = async (query: string): Promise<Reply<Job[]>> => {
    const reply = await ask({ method: "GET", path: `${actions}/runs?event=workflow_dispatch&${query}` });
    if (!reply.ok) return reply;
    const listed = isJsonObject(reply.value) ? reply.value.workflow_runs : undefined;
    return Array.isArray(listed)
      ? { ok: true, value: listed.flatMap((one) => jobOf(one) ?? []) }
      : strange("GitHub", "workflow_runs");
  };

  return {
    noun: `the workflow ${workflow} of ${org}/${repo}`,
    async prepare() {
      const branch =
        ref === undefined ? await defaultBranch(ask, repository) : { ok: true as const, value: ref };
      if (!branch.ok) return branch;
      const newest = await runs("per_page=1");
      if (!newest.ok) return newest;
      return { ok: true, value: { ref: branch.value, newest: Number(newest.value[0]?.id ?? 0) } };
    },
    async start(prepared) {
      const body: JsonObject = { ref: prepared.ref ?? null, inputs };
      const dispatch = (more: JsonObject) =>
        ask({ method: "POST", path: `${actions}/dispatches`, body: { ...body, ...more }, recorded: true });
      let reply = await dispatch({ return_run_details: true });
      // A server that is older than the parameter refuses it.
      if (!reply.ok && reply.status === 422 && reply.error.message.includes("return_run_details"))
        reply = await dispatch({});
      if (!reply.ok) return reply;
      const { value } = reply;
      if (!isJsonObject(value) || typeof value.workflow_run_id !== "number")
        return { ok: true, value: undefined };
      const url = typeof value.html_url === "string" ? { html_url: value.html_url } : {};
      return { ok: true, value: jobOf({ id: value.workflow_run_id, status: "queued", ...url }) };
    },
    async since(prepared) {
      const branch = typeof prepared.ref === "string" ? encodeURIComponent(prepared.ref) : "";
      const listed = await runs(`branch=${branch}&per_page=20`);
      if (!listed.ok) return listed;
      const newer = listed.value.filter(({ id }) => Number(id) > Number(prepared.newest));
      return { ok: true, value: newer.sort((a, b) => Number(a.id) - Number(b.id)) };
    },
    async look(id) {
      const reply = await ask({
        method: "GET",
        path: `${repository}/actions/runs/${encodeURIComponent(id)}`,
      });
      if (!reply.ok) return reply;
      const job = jobOf(reply.value);
      return job === undefined ? strange("GitHub", "the run's id and status") : { ok: true, value: job };
    },
  };
}

function repositoryOf(properties: Properties): { org: string; repo: string } {
  const org = properties.optionalText("org");
  const repo = properties.text("repo");
  if (org !== undefined) return { org, repo };
  const [owner = "", name = "", ...more] = repo.split("/");
  const plain = [owner, name].every((part) => part !== "" && !/^\.+$/.test(part));
  if (!plain || more.length > 0)
    properties.refuse("org", "The property org is missing.", 'Add org, or write repo as "owner/name".');
  return { org: owner, repo: name };
}

async function defaultBranch(ask: Ask, repository: string): Promise<Reply<string>> {
  const reply = await ask({ method: "GET", path: repository });
  if (!reply.ok) return reply;
  const branch = isJsonObject(reply.value) ? reply.value.default_branch : undefined;
  return typeof branch === "string" ? { ok: true, value: branch } : strange("GitHub", "default_branch");
}

/** `workflowStatus` is the conclusion as soon as there is one: a guide compares it with `success` (reference 3.4). */
function jobOf(run: Json): Job | undefined {
  if (!isJsonObject(run) || typeof run.id !== "number" || typeof run.status !== "string") return undefined;
  const url = typeof run.html_url === "string" ? run.html_url : undefined;
  const conclusion = typeof run.conclusion === "string" ? run.conclusion : undefined;
  const over = run.status === "completed" && conclusion !== undefined;
  const status = over ? conclusion : run.status;
  return {
    id: String(run.id),
    ...(url === undefined ? {} : { url }),
    status,
    ...(over ? { result: FINE.has(conclusion) ? ("success" as const) : ("failed" as const) } : {}),
    output: {
      workflowRunUrl: url ?? null,
      workflowRunId: run.id,
      workflowStatus: status,
      workflow_conclusion: conclusion ?? null,
    },
  };
}
