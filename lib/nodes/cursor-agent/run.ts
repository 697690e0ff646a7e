import { isJsonObject, type Json, type JsonObject } from "../../base/json";
import { textOf } from "../fields";
import { ask, type Reply, strange } from "../jobs/ask";
import type { Job, JobKind } from "../jobs/job";
import { runJob } from "../jobs/run";
import type { Runner } from "../runner";

/** States in which an agent does nothing more. */
const OVER = new Set(["FINISHED", "ERROR", "EXPIRED", "STOPPED"]);

/**
 * Launches a Cursor cloud agent with the node's own key and follows it to its end (reference 3.6). The output is
 * `{agentId, status, summary, target: {url, branchName, prUrl}}`; an agent that ends as anything but `FINISHED`
 * fails the node.
 */
export const runCursorAgent: Runner = async (input, effects, signal) => {
  const { config, node } = input;
  const source = isJsonObject(config.source) ? config.source : {};
  const [repository, prUrl] = [textOf(source.repository).trim(), textOf(source.prUrl).trim()];
  if (repository === "" && prUrl === "")
    return {
      kind: "failed",
      error: {
        code: "cursor/source",
        message: `"${node.identifier}" names nothing to work on.`,
        hint: "Set source.repository to the repository's address, or source.prUrl to a pull request's.",
        at: "/source",
      },
    };
  const service = {
    title: "Cursor",
    account: { url: effects.services.accounts.cursor.url, token: textOf(config.apiKey) },
    setting: "the node's apiKey",
    headers: (key: string): [string, string][] => [["authorization", `Basic ${btoa(`${latin(key)}:`)}`]],
  };
  const from: JsonObject = prUrl === "" ? { repository, ...only(source, ["ref"]) } : { prUrl };
  const target = isJsonObject(config.target) ? only(config.target, ["autoCreatePr", "branchName"]) : {};
  const body: JsonObject = {
    prompt: { text: isJsonObject(config.prompt) ? textOf(config.prompt.text) : "" },
    source: from,
    ...only(config, ["model"]),
    ...(Object.keys(target).length === 0 ? {} : { target }),
  };

  const agents = async (): Promise<Reply<JsonObject[]>> => {
    const reply = await ask(service, { method: "GET", path: "/v0/agents?limit=20" }, effects, signal);
    if (!reply.ok) return reply;
    const listed = isJsonObject(reply.value) ? reply.value.agents : undefined;
    return Array.isArray(listed)
      ? { ok: true, value: listed.filter((one) => isJsonObject(one)) }
      : strange("Cursor", "a list of agents");
  };
  const one = (reply: Reply): Reply<Job> => {
    if (!reply.ok) return reply;
    const job = jobOf(reply.value);
    return job === undefined ? strange("Cursor", "the agent's id and status") : { ok: true, value: job };
  };
  const kind: JobKind = {
    noun: `the Cursor agent for ${prUrl === "" ? repository : prUrl}`,
    async prepare() {
      const listed = await agents();
      return listed.ok ? { ok: true, value: { newest: listed.value[0]?.id ?? null } } : listed;
    },
    start: async () =>
      one(await ask(service, { method: "POST", path: "/v0/agents", body, recorded: true }, effects, signal)),
    async since({ newest }) {
      const listed = await agents();
      if (!listed.ok) return listed;
      const known = listed.value.findIndex(({ id }) => id === newest);
      const newer = known === -1 ? listed.value : listed.value.slice(0, known);
      const same = newer.filter((agent) => isFor(agent, repository, prUrl));
      return { ok: true, value: same.flatMap((agent) => jobOf(agent) ?? []).reverse() };
    },
    look: async (id) =>
      one(
        await ask(service, { method: "GET", path: `/v0/agents/${encodeURIComponent(id)}` }, effects, signal),
      ),
  };
  return await runJob(input, effects, kind, { report: true, onTimeout: config.onTimeout });
};

/** Some of an object's members, without those that are empty. */
const only = (from: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = from[name];
      return value === undefined || value === null || value === "" ? [] : [[name, value]];
    }),
  );

/** The bytes of a text, one character each, as `btoa` wants them. */
const latin = (text: string) => String.fromCharCode(...new TextEncoder().encode(text));

function isFor({ source }: JsonObject, repository: string, prUrl: string): boolean {
  if (!isJsonObject(source)) return false;
  const bare = (value: Json | undefined) =>
    textOf(value)
      .replace(/^https?:\/\//, "")
      .replace(/(?:\.git)?\/*$/, "");
  return prUrl === "" ? bare(source.repository) === bare(repository) : bare(source.prUrl) === bare(prUrl);
}

function jobOf(agent: Json): Job | undefined {
  if (!isJsonObject(agent) || typeof agent.id !== "string" || typeof agent.status !== "string")
    return undefined;
  const target = isJsonObject(agent.target) ? agent.target : {};
  const url = typeof target.url === "string" ? target.url : undefined;
  const { id, status } = agent;
  return {
    id,
    ...(url === undefined ? {} : { url }),
    status,
    ...(OVER.has(status)
      ? { result: status === "FINISHED" ? ("success" as const) : ("failed" as const) }
      : {}),
    output: {
      agentId: id,
      status,
      summary: agent.summary ?? null,
      target: { url: url ?? null, branchName: target.branchName ?? null, prUrl: target.prUrl ?? null },
    },
  };
}
