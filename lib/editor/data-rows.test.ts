import { describe, expect, test } from "vitest";
import { objectOf, shapeOf } from "../workflow/shapes/shape";
import { type DataRoot, dataRows } from "./data-rows";

const root = (value: unknown, more: Partial<DataRoot> = {}): DataRoot => ({
  id: "node:call",
  title: "Call",
  path: ["outputs", "call"],
  value,
  note: "last run",
  empty: "Nothing yet.",
  ...more,
});
const lines = (roots: DataRoot[], search = "", choices = new Map<string, boolean>()) =>
  dataRows(roots, choices, search).map(
    ({ depth, name, text, size }) => `${"  ".repeat(depth)}${name} ${size ?? text}`,
  );

describe("the lines of the data panel", () => {
  test("are a value's parts, with their paths", () => {
    const rows = dataRows([root({ response: { status: 201, items: ["a"] } })], new Map());
    expect(rows.map((row) => row.path.join("."))).toEqual([
      "outputs.call",
      "outputs.call.response",
      "outputs.call.response.status",
      "outputs.call.response.items",
      "outputs.call.response.items.0",
    ]);
  });
  test("add what the shape says of parts that are not there", () => {
    const shape = objectOf("declared", {
      id: shapeOf("declared", "number"),
      tag: { shape: shapeOf("declared", "string"), optional: true },
    });
    expect(lines([root({ id: 1 }, { shape })])).toEqual(["Call 2", "  id 1", "  tag string"]);
    expect(lines([root(undefined, { shape })])).toEqual(["Call 2", "  id number", "  tag string"]);
  });
  test("say why there are none", () => {
    expect(lines([root(undefined)])).toEqual(["Call 0", "  Call Nothing yet."]);
  });
  test("a search leaves what matches in names and values, with the way there", () => {
    const value = { a: { deep: { city: "Oslo" } }, b: 1 };
    expect(lines([root(value)], "oslo")).toEqual(["Call 2", "  a 1", "    deep 1", "      city Oslo"]);
    expect(lines([root(value)], "CITY")).toHaveLength(4);
    expect(lines([root(value)], "nothing")).toEqual([]);
  });
  test("a long list is cut, and a large value searched within a moment", () => {
    const large = { list: Array.from({ length: 50_000 }, (_, id) => ({ id, name: `n${id}` })) };
    const open = new Map([["node:call/outputs/call/list", true]]);
    const began = process.cpuUsage();
    expect(lines([root(large)], "", open).at(-1)).toContain("49,500 more");
    expect(lines([root(large)], "n499").length).toBeGreaterThan(2);
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1000).toBeLessThan(500);
  });
});
