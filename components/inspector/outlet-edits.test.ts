import { describe, expect, it } from "vitest";
import { removeOutlet, renameOutlet } from "./outlet-edits";

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
});
