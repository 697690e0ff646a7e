import { describe, expect, it } from "vitest";
import type { WorkflowDocument } from "../workflow/document";
import { freeExit, idOf, refusalOf, refusalsFrom } from "./connect-rules";
import { fallbackHandle, outHandle, outletHandle } from "./flow";

//  start ──> a ──> check ─prod─> b
//                        ─dev──
const document: WorkflowDocument = {
  identifier: "w",
  nodes: [
    { identifier: "start", config: { type: "SELF_SERVE_TRIGGER" } },
    { identifier: "a", config: { type: "WEBHOOK", url: "https://a.test" } },
    {
      identifier: "check",
      config: {
        type: "CONDITION",
        outlets: [
          { identifier: "prod", title: "Production", expression: "true" },
          { identifier: "dev", title: "", expression: "true" },
        ],
      },
    },
    { identifier: "b", config: { type: "WEBHOOK", url: "https://b.test" } },
  ],
  connections: [
    { sourceIdentifier: "start", targetIdentifier: "a" },
    { sourceIdentifier: "a", targetIdentifier: "check" },
    { sourceIdentifier: "check", targetIdentifier: "b", sourceOutletIdentifier: "prod" },
  ],
};

describe("refusalOf", () => {
  it.each([
    ["a node to itself", "b", outHandle, "b", /cannot lead to itself/],
    ["into a trigger", "b", outHandle, "start", /is a trigger/],
    ["a circle", "b", outHandle, "a", /circle/],
    ["a second way out", "a", outHandle, "b", /leads to "check" already/],
    ["the same again", "a", outHandle, "check", /leads to "check" already/],
    ["a taken outlet", "check", outletHandle("prod"), "a", /"Production" of "check" leads to "b"/],
    ["an unknown node", "b", outHandle, "nobody", /must be nodes/],
  ])("refuses %s", (_what, source, handle, target, words) => {
    expect(refusalOf(document, { source, handle, target })).toMatch(words);
  });

  it("allows another outlet and the fallback to the same node", () => {
    expect(
      refusalOf(document, { source: "check", handle: outletHandle("dev"), target: "b" }),
    ).toBeUndefined();
    expect(refusalOf(document, { source: "check", handle: fallbackHandle, target: "b" })).toBeUndefined();
  });
});

describe("freeExit", () => {
  it("finds the first way out that leads nowhere", () => {
    expect(freeExit(document, "a")).toBeUndefined();
    expect(freeExit(document, "b")).toBe(outHandle);
    expect(freeExit(document, "check")).toBe(outletHandle("dev"));
  });
});

it("names a connection before it exists", () => {
  expect(idOf({ source: "check", handle: fallbackHandle, target: "b" })).toBe("check|fallback|b");
});

describe("refusalsFrom", () => {
  const open = (end: Parameters<typeof refusalsFrom>[1]) =>
    [...refusalsFrom(document, end)].flatMap(([node, refused]) => (refused === undefined ? [node] : []));

  it("tells the nodes that a way out may lead to, and why it may not lead to the others", () => {
    expect(open({ node: "check", handle: outletHandle("dev") })).toEqual(["b"]);
    expect(open({ node: "a", handle: outHandle })).toEqual([]);
    const refusals = refusalsFrom(document, { node: "b", handle: outHandle });
    expect(refusals.get("start")).toMatch(/is a trigger/);
    expect(refusals.get("a")).toMatch(/circle/);
    expect(refusals.has("b")).toBe(false);
  });

  it("tells the nodes with a way out that may lead to one", () => {
    expect(open({ node: "b", into: true })).toEqual(["check"]);
    expect(open({ node: "start", into: true })).toEqual([]);
  });
});
