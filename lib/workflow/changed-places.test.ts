import { expect, test } from "vitest";
import { changedPlaces, difference } from "./changed-places";
import { renameNode } from "./rename";
import { sketch } from "./sketch";

test("tells each place that a rename changes, keys among them", () => {
  const text = JSON.stringify(
    sketch("t > a > b", {
      b: { body: { x: "{{ .outputs.a.id }}", "{{ .outputs.a.key }}": "1", other: "a" } },
    }),
  );
  expect(changedPlaces(text, renameNode(text, "a", "first"))).toEqual([
    { at: "/nodes/1/identifier", before: "a", after: "first" },
    { at: "/nodes/2/config/body/x", before: "{{ .outputs.a.id }}", after: "{{ .outputs.first.id }}" },
    {
      at: "/nodes/2/config/body/{{ .outputs.a.key }}",
      before: "{{ .outputs.a.key }}",
      after: "{{ .outputs.first.key }}",
    },
    { at: "/connections/0/targetIdentifier", before: "a", after: "first" },
    { at: "/connections/1/sourceIdentifier", before: "a", after: "first" },
  ]);
});

test("says nothing of texts that are the same, are no JSON, or have another shape", () => {
  expect(changedPlaces("{}", "{}")).toEqual([]);
  expect(changedPlaces("{", '{"a":1}')).toEqual([]);
  expect(changedPlaces("[1]", "[1,2]")).toEqual([]);
});

test("marks what differs", () => {
  expect(difference("{{ .outputs.a.id }}", "{{ .outputs.first.id }}")).toEqual({
    start: "{{ .outputs.",
    from: "a",
    to: "first",
    end: ".id }}",
  });
  expect(difference("aa", "aaa")).toEqual({ start: "aa", from: "", to: "a", end: "" });
});
