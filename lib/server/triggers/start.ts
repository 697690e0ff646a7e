import "server-only";
import { createHash } from "node:crypto";
import type { JsonObject } from "../../base/json";
import { err, ok, type Result } from "../../base/result";
import type { RunRequest } from "../../run/engine";
import { requireRunnable } from "../drafts";
import type { Services } from "../running";
import { latestVersion, requireWorkflow, retryOf } from "../workflows";

/** A run that no person starts. */
export interface TriggeredRun {
  workflowId: string;
  /** The trigger. */
  node: string;
  /** What happened, in words that no other happening of this trigger has. */
  cause: readonly string[];
  output: JsonObject;
  notes?: RunRequest["notes"];
  chain?: number;
}

/** Why a run was not started. `later`: it may be started by and by. */
export interface NotStarted {
  later: boolean;
  message: string;
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/**
 * The identifier of the run that a happening starts: always the same, so that a start which is tried again
 * after a crash makes no second run.
 */
export function runOf(workflowId: string, node: string, cause: readonly string[]): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([workflowId, node, ...cause]))
    .digest();
  let value = digest.readBigUInt64BE(0) * 2n ** 64n + digest.readBigUInt64BE(8);
  let text = "";
  for (let at = 0; at < 16; at += 1) {
    text += letters[Number(value % 62n)];
    value /= 62n;
  }
  return `wfr_${text}`;
}

/**
 * Starts the latest published version at one of its triggers, once for each cause however often it is asked.
 *
 * @returns the run's identifier
 */
export async function startTriggered(
  { db, engine, settings, log }: Pick<Services, "db" | "engine" | "settings" | "log">,
  { workflowId, node, cause, output, notes, chain }: TriggeredRun,
): Promise<Result<string, NotStarted>> {
  const never = (message: string) => err({ later: false, message });
  const row = await requireWorkflow(db, workflowId);
  const version = row.ok ? await latestVersion(db, row.value.id) : undefined;
  if (!row.ok || version === undefined) return never("The workflow has no published version any more.");
  const retry = retryOf(row.value);
  const runnable = requireRunnable(version.text);
  if (!runnable.ok) return never(runnable.error.message);
  const { document } = runnable.value;
  const trigger = document.nodes.find(({ identifier }) => identifier === node);
  if (trigger === undefined || trigger.config.published === false)
    return never(`The trigger "${node}" is not published any more.`);
  const run = runOf(workflowId, node, cause);
  const started = await engine.start({
    run,
    document: document as unknown as JsonObject,
    workflow: {
      identifier: document.identifier,
      version: version.version,
      versionIdentifier: version.id,
    },
    workflowId,
    trigger: node,
    output,
    ...(notes === undefined ? {} : { notes }),
    ...(chain === undefined ? {} : { chain }),
    ...(retry === undefined ? {} : { retry }),
    asyncWebhooks: settings.asyncWebhooks,
  });
  if (started.ok) log.info({ run, workflow: workflowId, trigger: node }, "run started by its trigger");
  else if (started.error.code !== "run/exists") return err({ later: true, message: started.error.message });
  return ok(run);
}
