import { describe, expect, it } from "vitest";
import { editText } from "@/lib/workflow/text-edit";
import { moveItemChanges, removeOutlet, renameOutlet } from "./outlet-edits";

const text = JSON.stringify(
  {
    identifier: "w",
    nodes: [
      {
        identifier: "c",
        config: {
          type: "CONDITION",
          outlets: [
            { identifier: "yes", expression: "true" },
            { identifier: "no", expression: "false" },
          ],
        },
      },
      { identifier: "a", config: { type: "WEBHOOK", url: "https://a.test" } },
    ],
    connections: [
      { sourceIdentifier: "c", targetIdentifier: "a", sourceOutletIdentifier: "yes" },
      { sourceIdentifier: "c", targetIdentifier: "a", sourceOutletIdentifier: "no" },
    ],
  },
  null,
  2,
);
const list = "/nodes/0/config/outlets";

describe("outlets", () => {
  it("are renamed in the node and in their connections", () => {
    const after = JSON.parse(renameOutlet(text, list, 0, "prod"));
    expect(after.nodes[0].config.outlets[0].identifier).toBe("prod");
    expect(
      after.connections.map((c: { sourceOutletIdentifier: string }) => c.sourceOutletIdentifier),
    ).toEqual(["prod", "no"]);
  });

  it("are removed with their connections", () => {
    const after = JSON.parse(removeOutlet(text, list, 0));
    expect(after.nodes[0].config.outlets).toHaveLength(1);
    expect(after.connections).toEqual([
      { sourceIdentifier: "c", targetIdentifier: "a", sourceOutletIdentifier: "no" },
    ]);
  });

  it("that are not there change nothing", () => {
    expect(removeOutlet(text, list, 5)).toBe(text);
  });

  it("keeps each item and every connection when one is moved", () => {
    const items = JSON.parse(text).nodes[0].config.outlets;
    const moved = JSON.parse(editText(text, moveItemChanges(list, items, 1, 0)));
    expect(moved.nodes[0].config.outlets).toEqual([items[1], items[0]]);
    expect(moved.connections).toEqual(JSON.parse(text).connections);
    expect(JSON.parse(editText(text, moveItemChanges(list, items, 0, 1)))).toEqual(moved);
    expect(editText(text, moveItemChanges(list, items, 1, 1))).toBe(text);
  });
});
