import { expect, it } from "vitest";
import { definitionOf } from "@/lib/nodes/definitions";
import { checkText } from "@/lib/workflow/check";
import { addButton, removeButton, renameButton } from "./button-edits";

const text = JSON.stringify(
  {
    identifier: "w",
    nodes: [
      { identifier: "t", config: { type: "SELF_SERVE_TRIGGER" } },
      { identifier: "ask", config: definitionOf("INPUT")!.initial() },
      { identifier: "go", config: { type: "WEBHOOK", url: "https://go.test" } },
    ],
    connections: [
      { sourceIdentifier: "t", targetIdentifier: "ask" },
      { sourceIdentifier: "ask", targetIdentifier: "go", sourceOutletIdentifier: "approve" },
    ],
  },
  null,
  2,
);
const at = "/nodes/1/config/userInputs";
const read = (changed: string) => {
  const { document, problems } = checkText(changed);
  const config = document!.nodes[1]!.config as never as {
    userInputs: { buttons: { identifier: string }[] };
    outlets: { identifier: string }[];
  };
  return {
    buttons: config.userInputs.buttons.map((each) => each.identifier),
    outlets: config.outlets.map((each) => each.identifier),
    ways: document!.connections!.map((each) => each.sourceOutletIdentifier),
    errors: problems.filter((problem) => problem.severity === "error"),
  };
};

it("adds a button with the outlet that it takes, under names that are free", () => {
  expect(read(addButton(addButton(text, at), at))).toMatchObject({
    buttons: ["approve", "decline", "answer", "answer_2"],
    outlets: ["approve", "decline", "answer", "answer_2"],
    errors: [],
  });
});

it("renames a button with its outlet and the connection that leaves by it", () => {
  expect(read(renameButton(text, at, 0, "ship"))).toMatchObject({
    buttons: ["ship", "decline"],
    outlets: ["ship", "decline"],
    ways: [undefined, "ship"],
    errors: [],
  });
});

it("removes a button with its outlet and its connection", () => {
  expect(read(removeButton(text, at, 0))).toMatchObject({
    buttons: ["decline"],
    outlets: ["decline"],
    ways: [undefined],
    errors: [],
  });
});

it("leaves the outlet to the other button of that name, and other places alone", () => {
  const twice = renameButton(text, at, 1, "approve");
  expect(read(removeButton(twice, at, 0)).outlets).toEqual(["approve", "approve"]);
  for (const edit of [addButton(text, "/nodes/0/config/userInputs"), removeButton(text, at, 9)])
    expect(edit).toBe(text);
});
