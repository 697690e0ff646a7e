import "server-only";
import type { JsonObject } from "../../base/json";
import { err, ok, type Result } from "../../base/result";
import type { Actor } from "../actor";
import { type ApiError, apiError } from "../api/errors";
import type { Database } from "../db/client";
import type { Services } from "../running";

/** What an agent asks for (reference 7.4). */
export interface ClaimRequest {
  installationId: string;
  /** 1 to 100. */
  limit: number;
  /** How long nobody else gets the same node runs, in milliseconds. */
  visibilityTimeoutMs: number;
  /** `nodeUid`s that the agent does not want. */
  exclude: string[];
}

/**
 * The same for a caller of the API. Secrets leave the server here, so the local user is refused as well: a page
 * must not be able to ask in that name.
 */
export async function claimFor(
  services: Pick<Services, "db" | "engine" | "log">,
  actor: Actor,
  request: ClaimRequest,
): Promise<Result<JsonObject[], ApiError>> {
  return mayExecute(actor) ? ok(await claimPending(services, request)) : err(notAnAgent);
}

/** Acknowledges for a caller of the API. */
export const acknowledgeFor = async (
  services: Pick<Services, "db">,
  actor: Actor,
  nodeRun: string,
): Promise<Result<void, ApiError>> => (mayExecute(actor) ? acknowledge(services, nodeRun) : err(notAnAgent));

const mayExecute = (actor: Actor) => actor.kind === "client" && actor.role === "Admin";

const notAnAgent = apiError(
  "forbidden",
  "Node runs are handed to API clients with the role Admin alone, for they hold secrets. Make a client on the API page, and send its token.",
);

interface Claimed {
  node_run: string;
  node_uid: string;
  claimed_until: string;
}

/**
 * Hands out node runs that wait for an agent, oldest first, and hides them from other agents for a while. Their
 * config has its secrets in clear: this is the one place where values leave the server, so the caller must be a
 * known client.
 *
 * An agent that dies before it acknowledges one loses it when the while is over, and another agent gets it.
 */
async function claimPending(
  { db, engine, log }: Pick<Services, "db" | "engine" | "log">,
  request: ClaimRequest,
  now = Date.now(),
): Promise<JsonObject[]> {
  const claimed = await take(db, request, now);
  const handed: JsonObject[] = [];
  for (const { node_run, node_uid, claimed_until } of claimed) {
    const over = await engine.handOver(node_run);
    if (over.ok) {
      const { config, node, run, workflow, createdAt, verbose } = over.value;
      handed.push({
        identifier: node_run,
        nodeUid: node_uid,
        node: { identifier: node },
        nodeConfigType: config.type ?? null,
        config: { ...config, verbose },
        status: "IN_PROGRESS",
        result: null,
        pendingExecution: true,
        claimedUntil: claimed_until,
        installationId: request.installationId,
        createdAt,
        workflowRunIdentifier: run,
        workflowRun: { identifier: run },
        workflow: { identifier: workflow.identifier, version: workflow.version },
        workflowVersionId: workflow.versionIdentifier,
      });
      continue;
    }
    if (over.error.code === "node-run/broken") {
      // A secret that was deleted meanwhile, say: no agent could ever do it.
      await engine.signal(node_run, {
        status: "COMPLETED",
        result: "FAILED",
        logs: [{ level: "ERROR", message: over.error.message }],
      });
    }
    await db.deleteFrom("claims").where("node_run", "=", node_run).execute();
    log.info({ nodeRun: node_run, code: over.error.code }, "a node run is not handed to the agent");
  }
  return handed;
}

function take(db: Database, request: ClaimRequest, now: number): Promise<Claimed[]> {
  const { installationId, limit, visibilityTimeoutMs, exclude } = request;
  return db.transaction().execute(async (transaction) => {
    const moment = new Date(now).toISOString();
    const claimed_until = new Date(now + visibilityTimeoutMs).toISOString();
    let query = transaction
      .selectFrom("claims")
      .select(["node_run", "node_uid"])
      .where("installation_id", "=", installationId)
      .where("acked_at", "is", null)
      .where(({ or, eb }) => or([eb("claimed_until", "is", null), eb("claimed_until", "<=", moment)]));
    if (exclude.length > 0) query = query.where("node_uid", "not in", exclude);
    const rows = await query.orderBy("created_at").orderBy("node_run").limit(limit).execute();
    const names = rows.map(({ node_run }) => node_run);
    if (names.length > 0)
      await transaction.updateTable("claims").set({ claimed_until }).where("node_run", "in", names).execute();
    return rows.map((row) => ({ ...row, claimed_until }));
  });
}

/** Takes a claimed node run for good: nobody else gets it any more (reference 7.4). */
async function acknowledge({ db }: Pick<Services, "db">, nodeRun: string): Promise<Result<void, ApiError>> {
  const acked_at = new Date().toISOString();
  const { numUpdatedRows } = await db
    .updateTable("claims")
    .set({ acked_at })
    .where("node_run", "=", nodeRun)
    .where("acked_at", "is", null)
    .where("claimed_until", "is not", null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return ok(undefined);
  const known = await db
    .selectFrom("run_events")
    .select("run_id")
    .where("node_run", "=", nodeRun)
    .limit(1)
    .executeTakeFirst();
  return err(
    known === undefined
      ? apiError("not_found", `There is no node run "${nodeRun}".`)
      : apiError(
          "already_acked",
          `The node run "${nodeRun}" was acknowledged already, or nobody has claimed it.`,
        ),
  );
}
