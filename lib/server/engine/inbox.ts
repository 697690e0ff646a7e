import "server-only";
import { readPrompt } from "../../nodes/input/prompt";
import type { Batch } from "../../run/store";
import type { RunStatement } from "../db/client";

/** Characters of a description that lists show. */
const BEGINNING = 500;

const sql = {
  ask: `INSERT INTO waiting (node_run, run_id, asked_at, workflow, node, description, outlets, responders)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (node_run) DO NOTHING`,
  over: "DELETE FROM waiting WHERE node_run = ?",
  label: "UPDATE runs SET label = ? WHERE id = ?",
};

/**
 * Keeps what waits for people, and the label of a run, in step with the log, in the transaction that adds to it.
 * A node run asks once; later events of it change nothing until it is over.
 */
export function followInbox(run: RunStatement, batch: Batch): void {
  for (const event of batch.events) {
    if (event.type === "node.waiting" && event.for === "person") {
      const prompt = readPrompt(event.prompt);
      if (prompt === undefined) continue;
      run(
        sql.ask,
        event.nodeRun,
        batch.run,
        event.at,
        prompt.workflow.title,
        prompt.node.title,
        prompt.description.slice(0, BEGINNING),
        JSON.stringify(prompt.outlets),
        JSON.stringify(prompt.responders),
      );
    } else if (event.type === "node.completed") {
      run(sql.over, event.nodeRun);
      if (event.workflowLabel !== undefined) run(sql.label, JSON.stringify(event.workflowLabel), batch.run);
    }
  }
}
