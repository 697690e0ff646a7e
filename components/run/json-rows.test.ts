import { describe, expect, it } from "vitest";
import { branchPointers, jsonRows, searchRows, toJqPath, toTemplate } from "./json-rows";

const none: ReadonlyMap<string, boolean> = new Map();
const names = (rows: { pointer: string }[]) => rows.map((row) => row.pointer);
const reply = { status: 201, data: { id: "res_1", "due-date": null, tags: ["a", "b"] } };

describe("jsonRows", () => {
  it("shows objects near the root open, in the order of the document", () => {
    expect(names(jsonRows(reply, none))).toEqual([
      "",
      "/status",
      "/data",
      "/data/id",
      "/data/due-date",
      "/data/tags",
      "/data/tags/0",
      "/data/tags/1",
    ]);
  });
  it("keeps a long list closed until it is opened", () => {
    const long = { items: Array.from({ length: 500 }, (_, i) => i) };
    expect(jsonRows(long, none)).toHaveLength(2);
    expect(jsonRows(long, new Map([["/items", true]]))).toHaveLength(502);
  });
  it("closes what was closed", () => {
    expect(names(jsonRows(reply, new Map([["/data", false]])))).toEqual(["", "/status", "/data"]);
  });
  it("gives a leaf at the root one row", () => {
    expect(jsonRows("ok", none)).toMatchObject([{ pointer: "", size: null, open: false }]);
  });
});

describe("searchRows", () => {
  it("leaves matches in names and values with the way to them", () => {
    const rows = searchRows(reply, "RES_", none);
    expect(names(rows)).toEqual(["", "/data", "/data/id"]);
    expect(rows.map((row) => row.hit)).toEqual([false, false, true]);
    expect(names(searchRows(reply, "due", none))).toEqual(["", "/data", "/data/due-date"]);
  });
  it("is empty when nothing matches", () => {
    expect(searchRows(reply, "nowhere", none)).toEqual([]);
  });
  it("finds what an unopened list holds", () => {
    const deep = { a: { b: { c: { d: { e: "needle" } } } } };
    expect(names(searchRows(deep, "needle", none))).toHaveLength(6);
  });
});

describe("branchPointers", () => {
  it("lists objects and arrays that hold something", () => {
    expect(branchPointers({ a: { b: [] }, c: [1] })).toEqual(["", "/a", "/c"]);
  });
});

describe("paths as templates", () => {
  it("uses dots for plain names and brackets for the rest", () => {
    expect(toTemplate(["outputs", "create_resource"], ["response", "data", "id"])).toBe(
      "{{ .outputs.create_resource.response.data.id }}",
    );
    expect(toTemplate(["outputs", "create-pr"], ["response", "data", "items", 0, 'say "hi"'])).toBe(
      '{{ .outputs["create-pr"].response.data.items[0]["say \\"hi\\""] }}',
    );
  });
  it("begins with a dot whatever comes first", () => {
    expect([toJqPath([]), toJqPath([0]), toJqPath(["a-b"])]).toEqual([".", ".[0]", '.["a-b"]']);
  });
});
