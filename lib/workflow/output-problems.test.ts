import { describe, expect, test } from "vitest";
import type { JsonObject } from "../base/json";
import type { Problem } from "../base/problem";
import { checkText, checkWorkflow } from "./check";
import { applyFix } from "./commands";
import type { WorkflowDocument } from "./document";
import { sketch } from "./sketch";

/** t → p → r, where r reads the text; `p` and `t` are configured. */
function reading(
  text: string,
  configs: Record<string, JsonObject>,
  variables?: JsonObject,
): WorkflowDocument {
  const document = sketch("t > p > r", { r: { body: { x: text } } });
  for (const node of document.nodes)
    if (configs[node.identifier] !== undefined)
      node.config = configs[node.identifier] as WorkflowDocument["nodes"][number]["config"];
  if (variables !== undefined) document.nodes[1]!.variables = variables as Record<string, string>;
  return document;
}
const codes = (document: WorkflowDocument): string[] => checkWorkflow(document).map(({ code }) => code);

/** The document after the first fix, and what is then still wrong. */
function mended(document: WorkflowDocument): { nodes: WorkflowDocument["nodes"]; codes: string[] } {
  const fix = checkWorkflow(document).find((problem) => problem.fix)?.fix;
  if (fix === undefined) throw new Error("There is no fix.");
  const after = checkText(applyFix(JSON.stringify(document, null, 2), fix));
  return { nodes: after.document?.nodes ?? [], codes: after.problems.map(({ code }) => code) };
}

describe("variables replace the output", () => {
  const read = (text: string) => reading(text, {}, { id: "{{ .result.response.data.id }}" });
  test("and what they do not name is gone, until it is declared again", () => {
    const document = read("{{ .outputs.p.response.data.url }}");
    expect(codes(document)).toEqual(["template/replaced"]);
    const after = mended(document);
    expect(after.nodes[1]?.variables).toMatchObject({ response: "{{ .result.response }}" });
    expect(after.codes).toEqual([]);
  });
  test.each(["{{ .outputs.p.id }}", "{{ .outputs.p }}", "{{ .outputs.p.error.message }}"])("%s", (text) =>
    expect(codes(read(text))).toEqual([]),
  );
  test("no variables replace nothing", () =>
    expect(codes(reading("{{ .outputs.p.response }}", {}, {}))).toEqual([]));
});

describe("an asynchronous webhook", () => {
  const p = { type: "WEBHOOK", url: "https://x.test", synchronized: false };
  test("has no response, unless it waits", () => {
    const document = reading("{{ .outputs.p.response.data.id }}", { p });
    expect(codes(document)).toEqual(["template/asynchronous"]);
    const after = mended(document);
    expect(after.nodes[1]?.config.synchronized).toBe(true);
    expect(after.codes).toEqual([]);
  });
  test.each(["{{ .outputs.p.url }}", "{{ .outputs.p.response.data.id // 1 }}"])("%s", (text) =>
    expect(codes(reading(text, { p }))).toEqual([]),
  );
});

describe("the answer of a model", () => {
  const p = { type: "AI", userPrompt: "Hello" };
  test.each([
    ["{{ .outputs.p.response.risk.level }}", "{{ (.outputs.p.response | fromjson).risk.level }}"],
    ['{{ .outputs["p"].response.risk }}!', '{{ (.outputs["p"].response | fromjson).risk }}!'],
  ])("is a text: %s", (text, better) => {
    const document = reading(text, { p });
    expect(codes(document)).toEqual(["template/text-not-json"]);
    const after = mended(document);
    expect(after.nodes[2]?.config.body).toEqual({ x: better });
    expect(after.codes).toEqual([]);
  });
  test.each(["{{ .outputs.p.response }}", "{{ .outputs.p.response | fromjson | .risk }}"])("%s", (text) =>
    expect(codes(reading(text, { p }))).toEqual([]),
  );
});

describe("an entity that is created has no before", () => {
  const event = (type: string): JsonObject => ({
    type: "EVENT_TRIGGER",
    event: { type, blueprintIdentifier: "service" },
  });
  const read = (text: string, type: string) => codes(reading(text, { t: event(type) }));
  test.each([
    ["{{ .outputs.trigger.diff.before.title }}", "ENTITY_CREATED", true],
    ["{{ .outputs.t.diff.before.title }}", "ENTITY_CREATED", true],
    ["{{ .outputs.trigger.diff.after.title }}", "ENTITY_CREATED", false],
    ["{{ .outputs.trigger.diff.before.title // 1 }}", "ENTITY_CREATED", false],
    ["{{ .outputs.trigger.diff.before.title }}", "ENTITY_UPDATED", false],
    ["{{ .outputs.trigger.diff.before.title }}", "ANY_ENTITY_CHANGE", false],
    ["{{ .outputs.trigger.diff.after.title }}", "ENTITY_DELETED", true],
    ["{{ .outputs.trigger.diff.before.title }}", "ENTITY_DELETED", false],
  ])("%s on %s: %s", (text, type, found) =>
    expect(read(text, type)).toEqual(found ? ["template/no-diff"] : []),
  );
  test("in the condition of the trigger too", () => {
    const condition = { type: "JQ", expressions: [".diff.before.properties.tier | length"] };
    expect(codes(reading("", { t: { ...event("ENTITY_CREATED"), condition } }))).toEqual([
      "template/no-diff",
    ]);
    expect(codes(reading("", { t: { ...event("ENTITY_UPDATED"), condition } }))).toEqual([]);
  });
});

describe("a default can be added", () => {
  test.each([
    ["{{ .outputs.b.v }}", '{{ .outputs.b.v // "" }}'],
    ["a {{ .outputs.b.v | length }}", 'a {{ (.outputs.b.v // "") | length }}'],
    ["{{ .outputs.b.list[] }}", "{{ (.outputs.b.list // [])[] }}"],
    ['{{ .outputs["b"].v + "x" }}', '{{ (.outputs["b"].v // "") + "x" }}'],
  ])("%s", (text, better) => {
    const document = sketch("t > c", "c:yes > b > d", "c:else > d", { d: { body: { x: text } } });
    const [problem] = checkWorkflow(document);
    expect(problem).toMatchObject({ code: "template/may-not-exist", severity: "warning" });
    expect(problem?.message).toContain("not on t → c (fallback) → d");
    const after = mended(document);
    expect(after.nodes.find(({ identifier }) => identifier === "d")?.config.body).toEqual({ x: better });
    expect(after.codes).toEqual([]);
  });
});

describe("secrets", () => {
  const known = (text: string, ...secrets: string[]): Problem[] =>
    checkWorkflow(reading(text, {}), { secrets: new Set(secrets) });
  test("that are not there are told, with the nearest", () => {
    expect(known("{{ .secrets.api_tokn }}", "api_token")).toMatchObject([
      { code: "secret/unknown", severity: "warning", fix: { title: "Use api_token" } },
    ]);
    expect(known("{{ .secrets.api_token }}", "api_token")).toEqual([]);
    expect(known('{{ .secrets["a-b"] }}')).toMatchObject([{ code: "secret/unknown" }]);
  });
  test("are not looked up where their names are not known", () =>
    expect(codes(reading("{{ .secrets.nobody }}", {}))).toEqual([]));
});

describe("the rest of what a webhook sends", () => {
  const config = (p: JsonObject) => reading("", { p: { type: "WEBHOOK", url: "https://x.test", ...p } });
  test("a body that goes nowhere can be removed", () => {
    const document = config({ method: "GET", body: { a: 1 } });
    expect(codes(document)).toEqual(["webhook/body-not-sent"]);
    expect(mended(document).codes).toEqual([]);
    expect(codes(config({ method: "GET", body: {} }))).toEqual([]);
    expect(codes(config({ method: "PUT", body: { a: 1 } }))).toEqual([]);
  });
  test("a header that is no text can be put in quotes", () => {
    const document = config({ headers: { "X-Count": 3, "X-Dry": true, "X-Name": "a" } });
    expect(codes(document)).toEqual(["schema/invalid"]);
    const after = mended(document);
    expect(after.nodes[1]?.config.headers).toEqual({ "X-Count": "3", "X-Dry": "true", "X-Name": "a" });
    expect(after.codes).toEqual([]);
  });
  test("a condition without a fallback is told, once it can fail", () => {
    const document = (expression: string) =>
      sketch("t > c", "c:yes > a", { c: { outlets: [{ identifier: "yes", expression }] } });
    expect(checkWorkflow(document(".outputs.t.x"))).toMatchObject([
      { code: "graph/no-fallback", severity: "info", at: "/nodes/1" },
    ]);
    expect(checkWorkflow(document("true"))).toEqual([]);
  });
});
