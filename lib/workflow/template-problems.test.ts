import { describe, expect, test } from "vitest";
import type { JsonObject } from "../base/json";
import type { Problem } from "../base/problem";
import { checkText, checkWorkflow } from "./check";
import { applyFix } from "./commands";
import type { WorkflowDocument } from "./document";
import { sketch } from "./sketch";

/** t → get-it → a, where a is what is looked at. */
const withNode = (config: JsonObject, node: JsonObject = {}): WorkflowDocument => {
  const document = sketch("t > get > a", {
    a: config,
    t: {
      userInputs: {
        properties: { "my-input": { type: "string" }, a: { type: "string" }, total: { type: "number" } },
      },
    },
  });
  document.nodes[1]!.identifier = "get-it";
  document.connections![0]!.targetIdentifier = "get-it";
  document.connections![1]!.sourceIdentifier = "get-it";
  Object.assign(document.nodes[2]!, node);
  return document;
};
const problems = (config: JsonObject, node?: JsonObject): Problem[] => checkWorkflow(withNode(config, node));
const body = (text: string): Problem[] => problems({ body: { x: text } });
const covered = (text: string, problem: Problem | undefined) =>
  text.slice(problem?.span?.start, problem?.span?.end);

test("good templates have no problems", () => {
  expect(
    body('{{ .outputs["get-it"].response.data.id }} {{ .outputs.trigger.a }} {{ now | todateiso8601 }}'),
  ).toEqual([]);
  expect(body("{{ .outputs.t.a + 'b' }}")).toEqual([]);
  expect(problems({ url: 'https://x.test?t={{ .secrets["a-b"] }}' })).toEqual([]);
});

describe("braces", () => {
  test.each([
    ["a }} b", "}}", "Separate closing braces"],
    ["a {{ .x b", "{{", "Close it with }}"],
    ["{{ .x {{ .y }}", "{{", "Close the first expression"],
    ['{"a":{"b":1}}', "}}", "Separate closing braces"],
  ])("%s", (text, place, advice) => {
    const [problem] = body(text);
    expect(problem).toMatchObject({
      code: "template/braces",
      severity: "error",
      at: "/nodes/2/config/body/x",
    });
    expect(problem?.message).toContain('Node "a", config.body.x: ');
    expect(problem?.message).toContain(advice);
    expect(covered(text, problem)).toBe(place);
  });
  test("in a key", () => {
    expect(problems({ headers: { "{{ .x": "y" } })).toMatchObject([
      { code: "template/braces", at: "/nodes/2/config/headers/{{ .x" },
    ]);
  });
  test("a key that spreads its value is no expression", () => {
    expect(problems({ body: { "{{ spreadValue() }}": "{{ .outputs }}" } })).toEqual([]);
    expect(problems({ body: { "{{ spreadValue() }}": "{{ .outputs | }}" } })).toHaveLength(1);
  });
  test("triggers hold no templates; only their jq is looked at", () => {
    expect(
      checkWorkflow(
        sketch("t", {
          t: { userInputs: { properties: { a: { type: "string", description: "}} {{ is text" } } } },
        }),
      ),
    ).toEqual([]);
  });
});

describe("jq", () => {
  test("a compile error has its place inside the whole string", () => {
    const text = "ok {{ .a }} then {{ .outputs | nope(1) }}";
    const [problem, ...more] = body(text);
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ code: "template/jq", severity: "error", at: "/nodes/2/config/body/x" });
    expect(problem?.message).toContain("nope/1");
    expect(covered(text, problem)).toContain("nope");
  });
  test("an empty expression", () => expect(body("{{ }}")).toMatchObject([{ code: "template/jq" }]));
  test("conditions, event conditions and forms", () => {
    const broken = (document: WorkflowDocument) =>
      checkWorkflow(document).map(({ code, at }) => `${code} ${at}`);
    expect(
      broken(sketch("t > c", "c:else > a", { c: { outlets: [{ identifier: "x", expression: ".a ==" }] } })),
    ).toEqual(["template/jq /nodes/1/config/outlets/0/expression"]);
    expect(
      broken(
        sketch("t", {
          t: {
            type: "EVENT_TRIGGER",
            event: { type: "ENTITY_CREATED", blueprintIdentifier: "b" },
            condition: { type: "JQ", expressions: [".diff.after.x", "|"] },
          },
        }),
      ),
    ).toEqual(["template/jq /nodes/0/config/condition/expressions/1"]);
    expect(
      broken(
        sketch("t", {
          t: {
            userInputs: {
              properties: { a: { type: "string", default: { jqQuery: ".form.[" } } },
              validations: [{ constraint: "(", message: "m" }],
            },
          },
        }),
      ),
    ).toEqual([
      "template/jq /nodes/0/config/userInputs/properties/a/default/jqQuery",
      "template/jq /nodes/0/config/userInputs/validations/0/constraint",
    ]);
  });
  test("braces around bare jq can be removed", () => {
    const document = sketch("t > c", "c:else > a", {
      c: { outlets: [{ identifier: "x", expression: "{{ .outputs.trigger.a }}" }] },
    });
    const [problem] = checkWorkflow(document);
    expect(problem?.code).toBe("template/bare");
    expect(checkText(applyFix(JSON.stringify(document), problem!.fix!)).problems).toEqual([]);
  });
});

describe("hyphens in dot form", () => {
  test.each([
    [
      "a {{ .outputs.get-it.response.data.id }} b",
      ".outputs.get-it",
      'a {{ .outputs["get-it"].response.data.id }} b',
    ],
    ["{{ .secrets.api-token }}", ".secrets.api-token", '{{ .secrets["api-token"] }}'],
    ["{{ .outputs.trigger.my-input }}", ".outputs.trigger.my-input", '{{ .outputs.trigger["my-input"] }}'],
  ])("%s", (text, place, mended) => {
    const document = withNode({ body: { x: text } });
    const [problem] = checkWorkflow(document);
    expect(problem).toMatchObject({
      code: "template/hyphen",
      severity: "error",
      fix: { title: "Use bracket form" },
    });
    expect(covered(text, problem)).toBe(place);
    const after = checkText(applyFix(JSON.stringify(document), problem!.fix!));
    expect(after.document?.nodes[2]?.config.body).toEqual({ x: mended });
    expect(after.problems).toEqual([]);
  });
  test("a true subtraction is let be", () => {
    expect(body("{{ .outputs.t.a -1 }}{{ .outputs.t.total-1 }}")).toEqual([]);
  });
});
