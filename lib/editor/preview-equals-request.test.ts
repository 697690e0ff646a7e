import fc from "fast-check";
import { expect, it } from "vitest";
import type { Json, JsonObject } from "../base/json";
import { mask } from "../jq";
import { answer, collect, fold, outside, request, webhook } from "../run/conformance/kit";
import { createMemoryEngine, createMemoryStore } from "../run/memory-engine";
import { render } from "../template/render";
import type { WorkflowDocument } from "../workflow/document";
import { createPreviewer } from "./preview";
import { previewContexts, previewData } from "./preview-context";

const inputs: JsonObject = {
  service: 'check "out" é😀',
  count: 3,
  ratio: 0.1,
  flag: false,
  none: null,
  tags: ["a", "b c"],
  owner: { name: "Ann", roles: [{ id: 1 }] },
};

const expressions = [
  ".outputs.trigger.service",
  ".outputs.start.tags",
  ".outputs.trigger.owner.roles[0].id",
  ".outputs.trigger.none",
  ".outputs.trigger.missing.deep",
  ".outputs.first.got.x",
  ".outputs.first.response.status",
  '.outputs["first"].response.data | keys',
  '.outputs.trigger.tags | map(ascii_upcase) | join("-")',
  ".outputs.trigger.count * 2 + .outputs.trigger.ratio",
  "if .outputs.trigger.flag then 1 else empty end",
  ".workflowRun.identifier",
  ".workflow.identifier | length",
  "{a: .outputs.trigger.owner, b: [1, null]}",
  ".outputs.trigger.inputs.service | @uri",
  ".inputs.count",
];

const expression = fc.constantFrom(...expressions).map((text) => `{{ ${text} }}`);
const literal = fc.constantFrom("", " ", "text ", 'a "b" \\ ', "é😀\n", "{ } ");
const template = fc
  .array(fc.oneof(expression, literal), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(""));
const { tree } = fc.letrec<{ tree: Json; object: Json; list: Json }>((tie) => ({
  tree: fc.oneof({ maxDepth: 2 }, template, fc.integer(), fc.constant(null), tie("object"), tie("list")),
  object: fc.dictionary(fc.oneof(template, fc.constantFrom("k", "x-y")), tie("tree"), { maxKeys: 3 }),
  list: fc.array(tie("tree"), { maxLength: 3 }),
}));
const body = fc.dictionary(fc.constantFrom("a", "b", "c d"), tree, { minKeys: 1, maxKeys: 3 });

/** Runs a workflow whose second webhook sends `sent`; gives what left, and the run. */
async function run(sent: Json) {
  const { world, calls } = outside(async ({ body: text }) =>
    answer(201, { id: "r1", got: text === undefined ? null : (JSON.parse(text) as Json) }),
  );
  const engine = createMemoryEngine(world, createMemoryStore());
  const asked = request(
    [webhook("first", { body: { x: "{{ .outputs.trigger.count }}" } }), webhook("second", { body: sent })],
    ["start > first", "first > second"],
    { output: inputs },
  );
  const started = await engine.start(asked);
  if (!started.ok) throw new Error(started.error.message);
  const state = fold(asked.run, await collect(engine, asked.run));
  return { body: calls[1]?.body, state, document: asked.document as unknown as WorkflowDocument };
}

it("previews, with the data of a run, exactly what the run sent", async () => {
  await fc.assert(
    fc.asyncProperty(body, async (sent) => {
      const { body: left, state, document } = await run(sent);
      const data = previewData({
        document,
        run: state,
        runDocument: document,
        lastInputs: {},
        secrets: [],
        text: "",
        now: "2026-01-01T00:00:00.000Z",
      });
      const context = previewContexts(data)("second", "WEBHOOK", "config");
      const rendered = render(sent, context, { throwOnError: true });
      // A tree that cannot be rendered fails the node before anything is sent.
      expect(rendered.ok).toBe(left !== undefined);
      if (rendered.ok) expect(JSON.stringify(mask(rendered.value))).toBe(left);
    }),
    { numRuns: 150 },
  );
});

it("shows, for one string, the text that was sent", async () => {
  await fc.assert(
    fc.asyncProperty(template, async (text) => {
      const { body: left, state, document } = await run({ a: text });
      const preview = createPreviewer(
        previewData({
          document,
          run: state,
          runDocument: document,
          lastInputs: {},
          secrets: [],
          text: "",
          now: "2026-01-01T00:00:00.000Z",
        }),
      )({ value: text, syntax: "template", place: "config", node: "second", nodeType: "WEBHOOK" });
      if (left === undefined) {
        expect(preview.parts.some((part) => part.state === "error")).toBe(true);
        return;
      }
      const { a } = JSON.parse(left) as { a?: Json };
      if (preview.result?.type === "string" && typeof a === "string" && a.trim() !== "")
        expect(preview.result.detail).toBe(a.replaceAll("\n", "⏎"));
      else
        expect(
          preview.result?.type === "nothing" ? undefined : JSON.parse(preview.result?.detail ?? "null"),
        ).toEqual(a);
    }),
    { numRuns: 60 },
  );
});
