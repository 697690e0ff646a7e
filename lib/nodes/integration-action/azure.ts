import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import { type Question, type Reply, strange } from "../jobs/ask";
import type { Job, JobKind } from "../jobs/job";
import { asTexts, type Properties } from "./properties";

type Ask = (question: Question) => Promise<Reply>;

const VERSION = "api-version=7.1";

/** Runs an Azure DevOps pipeline and follows it (reference 3.4). The organisation is part of the account's address. */
export function azurePipeline(properties: Properties, ask: Ask): JobKind {
  if (properties.optionalText("webhook") !== undefined && properties.optionalText("pipelineId") === undefined)
    properties.refuse(
      "pipelineId",
      "The properties are those of an incoming webhook of Azure DevOps, which Slipway does not call.",
      "Name project and pipelineId in place of webhook, org and payload.",
    );
  const project = properties.text("project");
  const pipeline = properties.text("pipelineId");
  const branch = properties.optionalText("branch");
  const at = `/${encodeURIComponent(project)}/_apis`;
  const runs = `${at}/pipelines/${encodeURIComponent(pipeline)}/runs`;
  const body: JsonObject = {
    ...(branch === undefined ? {} : { resources: { repositories: { self: { refName: fullRef(branch) } } } }),
    templateParameters: asTexts(properties.object("templateParameters")),
    variables: Object.fromEntries(
      Object.entries(asTexts(properties.object("variables"))).map(([name, value]) => [name, { value }]),
    ),
  };

  const builds = async (count: number): Promise<Reply<number[]>> => {
    const query = `definitions=${encodeURIComponent(pipeline)}&queryOrder=queueTimeDescending&$top=${count}`;
    const reply = await ask({ method: "GET", path: `${at}/build/builds?${query}&${VERSION}` });
    if (!reply.ok) return reply;
    const listed = isJsonObject(reply.value) ? reply.value.value : undefined;
    if (!Array.isArray(listed)) return strange("Azure DevOps", "a list of builds");
    const ids = listed.flatMap((one) => (isJsonObject(one) && typeof one.id === "number" ? [one.id] : []));
    return { ok: true, value: ids };
  };
  const one = (reply: Reply): Reply<Job> => {
    if (!reply.ok) return reply;
    const job = jobOf(reply.value);
    return job === undefined ? strange("Azure DevOps", "the run's id and state") : { ok: true, value: job };
  };
  const look = async (id: string) =>
    one(await ask({ method: "GET", path: `${runs}/${encodeURIComponent(id)}?${VERSION}` }));

  return {
    noun: `the pipeline ${pipeline} of ${project}`,
    async prepare() {
      const newest = await builds(1);
      return newest.ok ? { ok: true, value: { newest: newest.value[0] ?? 0 } } : newest;
    },
    start: async () => one(await ask({ method: "POST", path: `${runs}?${VERSION}`, body, recorded: true })),
    async since(prepared) {
      const listed = await builds(20);
      if (!listed.ok) return listed;
      const jobs: Job[] = [];
      for (const id of listed.value.filter((one) => one > Number(prepared.newest)).reverse()) {
        const job = await look(String(id));
        if (!job.ok) return job;
        jobs.push(job.value);
      }
      return { ok: true, value: jobs };
    },
    look,
  };
}

const fullRef = (branch: string) => (branch.startsWith("refs/") ? branch : `refs/heads/${branch}`);

function jobOf(run: Json): Job | undefined {
  if (!isJsonObject(run) || typeof run.id !== "number" || typeof run.state !== "string") return undefined;
  const web = isJsonObject(run._links) && isJsonObject(run._links.web) ? run._links.web.href : undefined;
  const url = typeof web === "string" ? web : undefined;
  const result = typeof run.result === "string" ? run.result : undefined;
  const over = run.state === "completed";
  const status = over ? (result ?? "completed") : run.state;
  return {
    id: String(run.id),
    ...(url === undefined ? {} : { url }),
    status,
    ...(over ? { result: result === "succeeded" ? ("success" as const) : ("failed" as const) } : {}),
    output: {
      workflowRunUrl: url ?? null,
      workflowRunId: run.id,
      workflowStatus: status,
      pipelineRunUrl: url ?? null,
      pipelineRunId: run.id,
      pipelineRunStatus: status,
    },
  };
}
