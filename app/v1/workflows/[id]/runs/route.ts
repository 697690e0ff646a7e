import * as operations from "@/lib/server/api/operations/runs";
import { preferredWait } from "@/lib/server/api/prefer";
import { reply, route } from "@/lib/server/api/route";
import { portRunDetail } from "@/lib/server/port-runs";
import { awaitRun } from "@/lib/server/runs";
import { startPublished } from "@/lib/server/start-run";

/** Starts a run; with `Prefer: wait=30` answers when it is over, or after that many seconds. */
export const POST = route(
  operations.startRun.body,
  async ({ services, actor, params, body, headers, signal }) => {
    const started = await startPublished(services, params.id ?? "", { ...body, actor });
    if (!started.ok) return started;
    const wait = preferredWait(headers);
    if (wait !== undefined) await awaitRun(services, started.value, wait * 1000, signal);
    const run = await portRunDetail(services, actor, started.value);
    if (!run.ok) return run;
    return reply(
      { workflowRun: run.value, run: run.value },
      201,
      wait === undefined ? {} : { "preference-applied": `wait=${wait}` },
    );
  },
);
