import { expect, test } from "vitest";
import { orderWorkflows, type WorkflowSort } from "./workflow-order";

const row = (id: string, title: string, updatedAt: string, ranAt?: string) => ({
  id,
  title,
  identifier: `${id}-identifier`,
  updatedAt,
  lastRun: ranAt === undefined ? null : { id: "r", status: "COMPLETED" as const, result: null, at: ranAt },
});
const rows = [
  row("a", "release 10", "2026-01-03"),
  row("b", "Release 9", "2026-01-01", "2026-02-01"),
  row("c", "", "2026-01-02", "2026-02-02"),
];
const ids = (sort: WorkflowSort, pinned: string[] = []) =>
  orderWorkflows(rows, sort, pinned).map(({ id }) => id);

test("orders by the last edit, by title as people count, and by the last run", () => {
  expect(ids("edited")).toEqual(["a", "c", "b"]);
  // Without a title it goes by its identifier.
  expect(ids("title")).toEqual(["c", "b", "a"]);
  expect(ids("run")).toEqual(["c", "b", "a"]);
});

test("pinned ones come first, in the same order", () => {
  expect(ids("edited", ["b"])).toEqual(["b", "a", "c"]);
  expect(ids("title", ["a", "b"])).toEqual(["b", "a", "c"]);
  expect(ids("edited", ["gone"])).toEqual(["a", "c", "b"]);
});
