import { expect, test } from "vitest";
import type { Json } from "../base/json";
import type { WorkflowDocument } from "../workflow/document";
import { previewData } from "./preview-context";
import { createTreePreviewer } from "./tree-preview";

const document = {
  identifier: "w",
  nodes: [
    {
      identifier: "start",
      config: {
        type: "SELF_SERVE_TRIGGER",
        userInputs: { properties: { n: { type: "number", default: 3 } } },
      },
    },
  ],
  connections: [],
} as unknown as WorkflowDocument;

const preview = createTreePreviewer(
  previewData({
    document,
    run: null,
    runDocument: null,
    lastInputs: {},
    secrets: ["token"],
    text: "",
    now: "2026-01-01T00:00:00.000Z",
  }),
);
const ask = (value: Json) => preview({ value, node: "call", nodeType: "WEBHOOK", place: "config" });

test("a whole value, with types kept and secrets by name", () =>
  expect(ask({ n: "{{ .outputs.start.n }}", t: "Bearer {{ .secrets.token }}", l: [true, "x"] })).toEqual({
    ok: true,
    text: JSON.stringify({ n: 3, t: "Bearer ‹secret:token›", l: [true, "x"] }, null, 2),
  }));

test("says where it fails, and what only a run can tell", () => {
  expect(ask({ a: { b: '{{ 1 + "x" }}' } })).toMatchObject({ ok: false, at: "/a/b" });
  expect(ask(["{{ .secrets.token | tonumber }}"])).toMatchObject({
    ok: false,
    message: "It depends on the value of the secret, which only a run has.",
  });
});
