import "server-only";
import { Lru } from "../base/lru";
import { definitionOf } from "../nodes/definitions";
import type { Picture, WorkflowRow } from "../run/answers";
import type { RunResult, RunStatus } from "../run/events";
import { connectionsOf, type WorkflowDocument } from "../workflow/document";
import { layoutWorkflow, type Positions } from "../workflow/layout";
import type { Database } from "./db/client";
import type { WorkflowsTable } from "./db/schema";
import { namesOf, readDraft } from "./drafts";
import type { Services } from "./running";

type Summary = Pick<WorkflowRow, "nodeCount" | "problems" | "picture">;

/** Checking and laying out every draft again for each look at the list would be felt; a save makes a new key. */
const summaries = new Lru<string, { revision: number; summary: Summary }>(1_000);

/** Every workflow, the one changed last first. */
export async function listWorkflows({ db }: Pick<Services, "db">): Promise<WorkflowRow[]> {
  const rows = await db
    .selectFrom("workflows")
    .selectAll()
    .orderBy("updated_at", "desc")
    .orderBy("id")
    .execute();
  return rowsOf(db, rows);
}

/** The row of one workflow. */
export async function workflowRow(db: Database, row: WorkflowsTable): Promise<WorkflowRow> {
  const [made] = await rowsOf(db, [row]);
  if (made === undefined) throw new Error(`The workflow ${row.id} gave no row.`);
  return made;
}

async function rowsOf(db: Database, rows: WorkflowsTable[]): Promise<WorkflowRow[]> {
  const ids = rows.map((row) => row.id);
  const published = new Map(
    (
      await db
        .selectFrom("workflow_versions as v")
        .innerJoin("workflows as w", (join) =>
          join.onRef("w.id", "=", "v.workflow_id").onRef("w.version", "=", "v.version"),
        )
        .select(["v.workflow_id", "v.text"])
        .execute()
    ).map((version) => [version.workflow_id, version.text]),
  );
  const runs = await lastRuns(db, ids);
  return rows.map((row) => {
    const said = namesOf(row.draft);
    return {
      id: row.id,
      identifier: row.identifier ?? said.identifier,
      title: said.title,
      description: said.description,
      updatedAt: row.updated_at,
      version: row.version,
      draft: published.get(row.id) !== row.draft,
      lastRun: runs.get(row.id) ?? null,
      ...summaryOf(row),
    };
  });
}

async function lastRuns(
  db: Database,
  workflowIds: string[],
): Promise<Map<string, NonNullable<WorkflowRow["lastRun"]>>> {
  const last = db
    .selectFrom("runs")
    .select(({ fn, ref }) => ["workflow_id as of", fn.max(ref("created_at")).as("newest")])
    .groupBy("workflow_id")
    .as("last");
  const rows = await db
    .selectFrom("runs as r")
    .innerJoin(last, (join) =>
      join.onRef("last.of", "=", "r.workflow_id").onRef("last.newest", "=", "r.created_at"),
    )
    .select(["r.workflow_id", "r.id", "r.status", "r.result", "r.created_at"])
    .execute();
  const wanted = new Set(workflowIds);
  const found = new Map<string, NonNullable<WorkflowRow["lastRun"]>>();
  for (const row of rows) {
    if (row.workflow_id === null || !wanted.has(row.workflow_id)) continue;
    found.set(row.workflow_id, {
      id: row.id,
      status: row.status as RunStatus,
      result: row.result as RunResult | null,
      at: row.created_at,
    });
  }
  return found;
}

function summaryOf(row: WorkflowsTable): Summary {
  const known = summaries.get(row.id);
  if (known?.revision === row.revision) return known.summary;
  const { document, problems } = readDraft(row.draft);
  const summary: Summary = {
    nodeCount: document?.nodes.length ?? 0,
    problems: problems.filter((problem) => problem.severity === "error").length,
    picture:
      document === undefined
        ? { nodes: [], edges: [] }
        : pictureOf(document, JSON.parse(row.layout) as Positions),
  };
  summaries.set(row.id, { revision: row.revision, summary });
  return summary;
}

/** Where the cards of a document stand, and what joins them. */
export function pictureOf(document: WorkflowDocument, known: Positions): Picture {
  const positions = layoutWorkflow(document, known);
  const nodes = document.nodes.flatMap((node) => {
    const at = positions[node.identifier];
    const family = definitionOf(node.config.type)?.family ?? "action";
    return at === undefined ? [] : [{ id: node.identifier, x: at.x, y: at.y, family }];
  });
  const drawn = new Set(nodes.map((node) => node.id));
  const edges = connectionsOf(document).flatMap(({ sourceIdentifier, targetIdentifier }): Picture["edges"] =>
    drawn.has(sourceIdentifier) && drawn.has(targetIdentifier) ? [[sourceIdentifier, targetIdentifier]] : [],
  );
  return { nodes, edges };
}
