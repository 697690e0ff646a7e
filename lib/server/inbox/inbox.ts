import "server-only";
import { type ExpressionBuilder, sql } from "kysely";
import { err, ok, type Result } from "../../base/result";
import { buttonsOf, readPrompt, respondersOf } from "../../nodes/input/prompt";
import { buttonOutlets, tally } from "../../nodes/input/tally";
import type { Answer } from "../../nodes/runner";
import type { InboxItem, InboxPage, InboxRow } from "../../run/answers";
import type { RunEvent } from "../../run/events";
import { localActor } from "../actor";
import { type ApiError, apiError } from "../api/errors";
import type { Schema, WaitingTable } from "../db/schema";
import { parseObject } from "../drafts";
import type { Services } from "../running";
import { everyResponder } from "./responders";

type Needs = Pick<Services, "db" | "catalog">;

/** How many node runs wait for people. */
export async function countWaiting({ db }: Pick<Needs, "db">): Promise<number> {
  const { count } = await db
    .selectFrom("waiting")
    .select(({ fn }) => fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * What waits for people, the newest first.
 *
 * @param search part of the title of the workflow or of the node, or of the description; all, when it is empty
 * @param after the node run that the page before ended with
 */
export async function listWaiting(
  { db }: Pick<Needs, "db">,
  { search, after, limit }: { search: string; after: string | null; limit: number },
): Promise<InboxPage> {
  const last =
    after === null
      ? undefined
      : await db.selectFrom("waiting").select("asked_at").where("node_run", "=", after).executeTakeFirst();
  let query = db
    .selectFrom("waiting")
    .innerJoin("runs", "runs.id", "waiting.run_id")
    .selectAll("waiting")
    .select(["runs.workflow_id"])
    .orderBy("asked_at", "desc")
    .orderBy("node_run")
    .limit(limit + 1);
  if (search.trim() !== "") query = query.where((where) => isLike(where, search.trim()));
  if (after !== null && last !== undefined)
    query = query.where((where) =>
      where.or([
        where("asked_at", "<", last.asked_at),
        where.and([where("asked_at", "=", last.asked_at), where("node_run", ">", after)]),
      ]),
    );
  const rows = await query.execute();
  const shown = rows.slice(0, limit);
  const answers = await answersOf(
    { db },
    shown.map(({ node_run }) => node_run),
  );
  return {
    items: shown.map((row) => rowOf(row, row.workflow_id, answers.get(row.node_run) ?? [])),
    next: rows.length > limit ? (shown.at(-1)?.node_run ?? null) : null,
    total: await countWaiting({ db }),
  };
}

function isLike(where: ExpressionBuilder<Schema, "waiting" | "runs">, text: string) {
  const pattern = `%${text.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`;
  const columns = ["workflow", "node", "description"] as const;
  return where.or(
    columns.map((column) => sql<boolean>`lower(${sql.ref(`waiting.${column}`)}) like ${pattern} escape '\\'`),
  );
}

/** One question with its form, who has answered, and who may. */
export async function openWaiting(needs: Needs, nodeRun: string): Promise<Result<InboxItem, ApiError>> {
  const question = await readQuestion(needs, nodeRun);
  if (!question.ok) return question;
  const { row, workflowId, prompt, answers } = question.value;
  const buttons = buttonsOf(prompt.userInputs);
  return ok({
    ...rowOf(row, workflowId, answers),
    description: prompt.description,
    userInputs: prompt.userInputs,
    answers: answers.map(({ buttonIdentifier, by, enteredBy, at }) => ({
      button: buttons.find(({ identifier }) => identifier === buttonIdentifier)?.label ?? buttonIdentifier,
      by,
      ...(enteredBy === undefined ? {} : { enteredBy }),
      at,
    })),
    people: await everyResponder(needs, prompt.responders),
    me: { email: localActor.email, firstName: localActor.firstName, lastName: localActor.lastName },
  });
}

/** What a node run that waits for people asks, out of its log. */
export async function readQuestion({ db }: Pick<Needs, "db">, nodeRun: string) {
  const row = await db
    .selectFrom("waiting")
    .innerJoin("runs", "runs.id", "waiting.run_id")
    .selectAll("waiting")
    .select(["runs.workflow_id"])
    .where("node_run", "=", nodeRun)
    .executeTakeFirst();
  const asked = await db
    .selectFrom("run_events")
    .select("body")
    .where("node_run", "=", nodeRun)
    .where("type", "=", "node.waiting")
    .orderBy("seq")
    .limit(1)
    .executeTakeFirst();
  const event = asked === undefined ? undefined : (JSON.parse(asked.body) as RunEvent);
  const prompt = event?.type === "node.waiting" ? readPrompt(event.prompt) : undefined;
  if (row === undefined || prompt === undefined) return err(await notAsking({ db }, nodeRun));
  const answers = (await answersOf({ db }, [nodeRun])).get(nodeRun) ?? [];
  return ok({ row, workflowId: row.workflow_id, prompt, answers });
}

async function notAsking({ db }: Pick<Needs, "db">, nodeRun: string): Promise<ApiError> {
  const event = await db
    .selectFrom("run_events")
    .select("seq")
    .where("node_run", "=", nodeRun)
    .limit(1)
    .executeTakeFirst();
  return event === undefined
    ? apiError("not_found", `There is no node run "${nodeRun}".`)
    : apiError("not_asking", `The node run "${nodeRun}" waits for nobody's answer; it may be over.`);
}

/** The answers so far, by node run, in their order. */
async function answersOf({ db }: Pick<Needs, "db">, nodeRuns: string[]): Promise<Map<string, Answer[]>> {
  const found = new Map<string, Answer[]>();
  if (nodeRuns.length === 0) return found;
  const rows = await db
    .selectFrom("run_events")
    .select(["node_run", "body"])
    .where("node_run", "in", nodeRuns)
    .where("type", "=", "node.answered")
    .orderBy("seq")
    .execute();
  for (const { node_run, body } of rows) {
    const event = JSON.parse(body) as RunEvent;
    if (node_run === null || event.type !== "node.answered") continue;
    found.set(node_run, [...(found.get(node_run) ?? []), event.answer]);
  }
  return found;
}

function rowOf(row: WaitingTable, workflowId: string | null, answers: readonly Answer[]): InboxRow {
  const outlets = buttonOutlets(JSON.parse(row.outlets));
  const { counts } = tally(outlets, answers);
  return {
    nodeRun: row.node_run,
    run: row.run_id,
    workflowId,
    workflow: row.workflow,
    node: row.node,
    description: row.description,
    askedAt: row.asked_at,
    outlets: outlets.map(({ identifier, title, numOfResponders }) => ({
      identifier,
      title,
      needed: numOfResponders,
      given: counts.get(identifier) ?? 0,
    })),
    responders: respondersOf(parseObject(row.responders)),
  };
}
