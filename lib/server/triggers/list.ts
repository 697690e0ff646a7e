import "server-only";
import { ok, type Result } from "../../base/result";
import type { TriggerRow } from "../../run/answers";
import type { ApiError } from "../api/errors";
import type { Services } from "../running";
import { requireWorkflow } from "../workflows";

/** What the triggers of a workflow's published version wait for, and what became of the last time. */
export async function listTriggers(
  { db }: Pick<Services, "db">,
  id: string,
): Promise<Result<TriggerRow[], ApiError>> {
  const workflow = await requireWorkflow(db, id);
  if (!workflow.ok) return workflow;
  const schedules = await db
    .selectFrom("schedules")
    .select(["node", "next_at", "last_at", "problem"])
    .where("workflow_id", "=", workflow.value.id)
    .execute();
  const events = await db
    .selectFrom("event_triggers as t")
    .select(({ selectFrom }) => [
      "t.node",
      "t.last_at",
      "t.problem",
      "t.problem_at",
      selectFrom("entity_timers as e")
        .select(({ fn }) => fn.countAll<number>().as("waiting"))
        .whereRef("e.workflow_id", "=", "t.workflow_id")
        .whereRef("e.node", "=", "t.node")
        .where("e.due_at", "is not", null)
        .as("timers"),
    ])
    .where("t.workflow_id", "=", workflow.value.id)
    .execute();
  return ok([
    ...schedules.map(({ node, next_at, last_at, problem }) => ({
      ...{ node, nextAt: next_at, lastAt: last_at, problem },
      ...{ problemAt: problem === null ? null : last_at, timers: 0 },
    })),
    ...events.map(({ node, last_at, problem, problem_at, timers }) => ({
      ...{ node, nextAt: null, lastAt: last_at, problem },
      ...{ problemAt: problem_at, timers: Number(timers ?? 0) },
    })),
  ]);
}
