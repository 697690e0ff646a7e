import type { WorkflowRow } from "./api-types";

export const workflowSorts = ["edited", "title", "run"] as const;

/** What a list of workflows begins with. */
export type WorkflowSort = (typeof workflowSorts)[number];

type Row = Pick<WorkflowRow, "id" | "title" | "identifier" | "updatedAt" | "lastRun">;

const nameOf = (row: Row) => row.title || row.identifier;
const byName = (one: Row, other: Row) =>
  nameOf(one).localeCompare(nameOf(other), undefined, { numeric: true, sensitivity: "base" });
const byEdit = (one: Row, other: Row) => other.updatedAt.localeCompare(one.updatedAt);

const compare: Record<WorkflowSort, (one: Row, other: Row) => number> = {
  edited: byEdit,
  title: byName,
  run: (one, other) => (other.lastRun?.at ?? "").localeCompare(one.lastRun?.at ?? "") || byEdit(one, other),
};

/** Workflows in an order, those that the person has pinned before all others. */
export const orderWorkflows = <T extends Row>(
  rows: readonly T[],
  sort: WorkflowSort,
  pinned: readonly string[],
): T[] =>
  rows.toSorted(
    (one, other) =>
      Number(pinned.includes(other.id)) - Number(pinned.includes(one.id)) || compare[sort](one, other),
  );
