import { isJsonObject, type Json } from "../../base/json";
import { type Question, type Reply, strange } from "../jobs/ask";
import type { Job, JobKind } from "../jobs/job";
import { asTexts, type Properties } from "./properties";

type Ask = (question: Question) => Promise<Reply>;

const OVER = new Set(["success", "failed", "canceled", "skipped"]);

/** Triggers a GitLab pipeline and follows it (reference 3.4). `project` is a path or an id. */
export function gitlabPipeline(properties: Properties, ask: Ask): JobKind {
  const project = properties.text("project");
  const ref = properties.text("ref");
  const variables = Object.entries(asTexts(properties.object("pipelineVariables"))).map(([key, value]) => ({
    key,
    value,
  }));
  const at = `/api/v4/projects/${encodeURIComponent(project)}`;

  const pipelines = async (count: number): Promise<Reply<Job[]>> => {
    const query = `ref=${encodeURIComponent(ref)}&source=api&order_by=id&sort=desc&per_page=${count}`;
    const reply = await ask({ method: "GET", path: `${at}/pipelines?${query}` });
    if (!reply.ok) return reply;
    return Array.isArray(reply.value)
      ? { ok: true, value: reply.value.flatMap((one) => jobOf(one) ?? []) }
      : strange("GitLab", "a list of pipelines");
  };
  const one = (reply: Reply): Reply<Job> => {
    if (!reply.ok) return reply;
    const job = jobOf(reply.value);
    return job === undefined ? strange("GitLab", "the pipeline's id and status") : { ok: true, value: job };
  };

  return {
    noun: `the pipeline of ${project} on ${ref}`,
    async prepare() {
      const newest = await pipelines(1);
      return newest.ok ? { ok: true, value: { newest: Number(newest.value[0]?.id ?? 0) } } : newest;
    },
    start: async () =>
      one(await ask({ method: "POST", path: `${at}/pipeline`, body: { ref, variables }, recorded: true })),
    async since(prepared) {
      const listed = await pipelines(20);
      if (!listed.ok) return listed;
      const newer = listed.value.filter(({ id }) => Number(id) > Number(prepared.newest));
      return { ok: true, value: newer.reverse() };
    },
    look: async (id) => one(await ask({ method: "GET", path: `${at}/pipelines/${encodeURIComponent(id)}` })),
  };
}

function jobOf(pipeline: Json): Job | undefined {
  if (!isJsonObject(pipeline)) return undefined;
  const { id, status, web_url } = pipeline;
  if (typeof id !== "number" || typeof status !== "string") return undefined;
  const url = typeof web_url === "string" ? web_url : undefined;
  return {
    id: String(id),
    ...(url === undefined ? {} : { url }),
    status,
    ...(OVER.has(status)
      ? { result: status === "success" ? ("success" as const) : ("failed" as const) }
      : {}),
    output: {
      workflowRunUrl: url ?? null,
      workflowRunId: id,
      workflowStatus: status,
      pipelineUrl: url ?? null,
      pipelineId: id,
      pipelineStatus: status,
    },
  };
}
