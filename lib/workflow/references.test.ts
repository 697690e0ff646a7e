import { describe, expect, test } from "vitest";
import type { JsonObject } from "../base/json";
import { checkText, checkWorkflow } from "./check";
import { applyFix } from "./commands";
import { sketch } from "./sketch";

/*
 *           ┌ yes → deploy → report
 *  t → c1 ──┤
 *           └ else → skip
 */
const withReport = (config: JsonObject, node: JsonObject = {}) => {
  const document = sketch("t > c1", "c1:yes > deploy > report", "c1:else > skip", { report: config });
  Object.assign(document.nodes.find((one) => one.identifier === "report")!, node);
  return document;
};
const found = (text: string) => checkWorkflow(withReport({ body: { x: text } }));

describe("references in templates", () => {
  test("to a node that is not there name the nearest, and mend it", () => {
    const text = "id {{ .outputs.deplyo.response.data.id }}";
    const document = withReport({ body: { x: text } });
    const [problem] = checkWorkflow(document);
    expect(problem).toMatchObject({ code: "template/unknown-node", severity: "warning" });
    expect(problem?.message).toContain('no node is called "deplyo"');
    expect(problem?.message).toContain('Did you mean "deploy"?');
    expect(text.slice(problem?.span?.start, problem?.span?.end)).toContain(".outputs.deplyo");
    const after = checkText(applyFix(JSON.stringify(document), problem!.fix!));
    expect(JSON.stringify(after.document)).toContain("{{ .outputs.deploy.response.data.id }}");
    expect(after.problems).toEqual([]);
  });
  test("in brackets too", () => {
    expect(found('{{ .outputs["deplyo"].x }}')).toMatchObject([{ code: "template/unknown-node" }]);
  });
  test("to a node of another branch, or a later one, are always null", () => {
    expect(found("{{ .outputs.skip.x }}")).toMatchObject([{ code: "template/not-before" }]);
    const early = sketch("t > a > b", { a: { body: { x: "{{ .outputs.b.x }}" } } });
    expect(checkWorkflow(early)).toMatchObject([
      { code: "template/downstream", at: "/nodes/1/config/body/x" },
    ]);
  });
  test("to the node itself", () => {
    expect(found("{{ .outputs.report.x }}")).toMatchObject([{ code: "template/own-output" }]);
    expect(checkWorkflow(withReport({}, { variables: { v: "{{ .outputs.report.x }}" } }))).toMatchObject([
      { code: "template/own-output", at: "/nodes/3/variables/v" },
    ]);
  });
  test("to a root that is nearly right", () => {
    const [problem] = found("{{ .output.deploy }}");
    expect(problem).toMatchObject({ code: "template/unknown-root", fix: { title: "Use outputs" } });
  });
  test("variables read the raw output at the root as well", () => {
    expect(
      checkWorkflow(withReport({}, { variables: { v: "{{ .response.data.id }}{{ .result.x }}" } })),
    ).toEqual([]);
  });
  test("in conditions", () => {
    const document = sketch("t > c1", "c1:else > a", {
      c1: { outlets: [{ identifier: "x", expression: ".outputs.nobody.a == 1" }] },
    });
    expect(checkWorkflow(document)).toMatchObject([
      { code: "template/unknown-node", at: "/nodes/1/config/outlets/0/expression" },
    ]);
  });
  test("that are fine are let be", () => {
    expect(
      found(
        "{{ .outputs.deploy.x | map(.outputs.no) }}{{ .outputs.t.y }}{{ .outputs.trigger.z }}{{ .workflowRun.identifier }}",
      ),
    ).toEqual([]);
  });
});
