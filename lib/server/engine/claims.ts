import "server-only";
import type { Batch } from "../../run/store";
import type { RunStatement } from "../db/client";

/** The installation that Port's execution agent and ours claim for (reference 3.1). */
export const AGENT_INSTALLATION = "_PORT_EXEC_AGENT";

const sql = {
  add: `INSERT INTO claims (node_run, run_id, node_uid, installation_id, created_at)
    SELECT e.node_run, e.run_id, coalesce(r.workflow_id, r.identifier) || ':' || json_extract(e.body, '$.node'), ?, ?
    FROM run_events e JOIN runs r ON r.id = e.run_id
    WHERE e.node_run = ? AND e.type = 'node.started'
    ON CONFLICT (node_run) DO NOTHING`,
  remove: "DELETE FROM claims WHERE run_id = ?",
};

/**
 * Keeps `claims` in step with the log, in the same transaction. A node run that ends earlier than its run is
 * noticed when somebody claims it: most have no row, and need no statement.
 */
export function followClaims(run: RunStatement, batch: Batch): void {
  for (const event of batch.events) {
    if (event.type === "node.waiting" && event.for === "agent")
      run(sql.add, AGENT_INSTALLATION, event.at, event.nodeRun);
    if (event.type === "run.completed") run(sql.remove, batch.run);
  }
}
