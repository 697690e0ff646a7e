import { describe, expect, test } from "vitest";
import type { Answer } from "../runner";
import { buttonOutlets, tally } from "./tally";

/** `"ann:approve"` */
const answers = (...lines: string[]): Answer[] =>
  lines.map((line) => {
    const [name = "", buttonIdentifier = ""] = line.split(":");
    const by = { email: name.includes("@") ? name : `${name}@example.com`, firstName: name, lastName: "" };
    return { buttonIdentifier, inputs: {}, by, at: "2026-01-01T00:00:00.000Z" };
  });

/** `{ approve: 2, decline: 1 }` */
const outlets = (needed: Record<string, number>) =>
  Object.entries(needed).map(([identifier, numOfResponders]) => ({ identifier, numOfResponders }));

describe("the tally", () => {
  test.each<[string, Record<string, number>, string[], string | undefined, number]>([
    ["nobody has answered", { approve: 1 }, [], undefined, 0],
    ["one is enough", { approve: 1, decline: 1 }, ["ann:approve"], "approve", 1],
    ["one of two", { approve: 2, decline: 1 }, ["ann:approve"], undefined, 1],
    ["two of two", { approve: 2, decline: 1 }, ["ann:approve", "bob:approve"], "approve", 2],
    ["a no in between", { approve: 2, decline: 1 }, ["ann:approve", "bob:decline"], "decline", 2],
    ["a split", { approve: 2, decline: 2 }, ["ann:approve", "bob:decline"], undefined, 2],
    [
      "after a split",
      { approve: 2, decline: 2 },
      ["ann:approve", "bob:decline", "cat:decline"],
      "decline",
      3,
    ],
    ["the same person twice", { approve: 2 }, ["ann:approve", "ann:approve"], undefined, 1],
    [
      "the same person in capitals",
      { approve: 2 },
      ["ann@example.com:approve", "ANN@Example.com:approve"],
      undefined,
      1,
    ],
    [
      "a change of mind does not count",
      { approve: 1, decline: 2 },
      ["ann:decline", "ann:approve"],
      undefined,
      1,
    ],
    [
      "the first to get there, not the first in the list",
      { a: 3, b: 1 },
      ["ann:a", "bob:b", "cat:a"],
      "b",
      2,
    ],
    ["answers after the decision", { approve: 1 }, ["ann:approve", "bob:approve"], "approve", 1],
    ["a button without an outlet", { approve: 1 }, ["ann:later"], undefined, 1],
    ["no outlets", {}, ["ann:approve"], undefined, 1],
  ])("%s", (_, needed, given, outlet, counted) => {
    const result = tally(outlets(needed), answers(...given));
    expect(result.outlet).toBe(outlet);
    expect(result.responses).toHaveLength(counted);
  });

  test("counts each button", () => {
    const { counts } = tally(outlets({ yes: 9, no: 9 }), answers("ann:yes", "bob:no", "cat:yes"));
    expect([...counts]).toEqual([
      ["yes", 2],
      ["no", 1],
    ]);
  });

  test("takes one answer where a number does not fit", () => {
    const read = buttonOutlets([
      { identifier: "a", title: "A", numOfResponders: 0 },
      { identifier: "b", title: "" },
      "c",
      { title: "no name" },
    ]);
    expect(read).toEqual([
      { identifier: "a", title: "A", numOfResponders: 1 },
      { identifier: "b", title: "b", numOfResponders: 1 },
    ]);
    expect(buttonOutlets(undefined)).toEqual([]);
  });
});
