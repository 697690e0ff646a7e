import { expect, test } from "vitest";
import { buildContext, buildVariablesContext, type NodeOutput } from "./context";
import { render } from "./render";

const webhook = (output: NodeOutput["output"], replaced = false): NodeOutput => ({
  output,
  nodeType: "WEBHOOK",
  replaced,
});

const created = { response: { status: 201, data: { id: "r-1", error: "no" }, headers: {} } };

const context = buildContext({
  outputs: {
    form: { output: { service: "billing" }, nodeType: "SELF_SERVE_TRIGGER", replaced: false },
    "create-resource": webhook(created),
    kept: webhook({ response: { status: 200, data: { id: 1 } } }, true),
    listed: webhook({ response: { status: 200, data: [1, 2] } }),
    called: webhook({ response: { status: 200, data: { status: "ready" } } }),
    late: webhook({ timeout: true }),
    ["__proto__"]: webhook(created),
  },
  secrets: {},
  workflow: { identifier: "deploy", versionIdentifier: "wfv_1" },
  workflowRun: {
    identifier: "wfr_1",
    createdAt: "2026-01-02T03:04:05.000Z",
    trigger: { identifier: "form", by: { email: "ada@example.com", firstName: "Ada", lastName: "L" } },
  },
  workflowNodeRun: { identifier: "wfnr_1", createdAt: "2026-01-02T03:04:06.000Z" },
});

test.each<[string, unknown]>([
  [".outputs.trigger.service", "billing"],
  [".outputs.form.service", "billing"],
  [".outputs.trigger.inputs.service", "billing"],
  [".inputs.service", "billing"],
  ['.outputs["create-resource"].id', "r-1"],
  ['.outputs["create-resource"].response.data.id', "r-1"],
  ['.outputs["create-resource"].response.body.id', "r-1"],
  ['.outputs["create-resource"].status', 201],
  ['.outputs["create-resource"].error', null],
  ['.outputs["create-resource"] | keys', ["response"]],
  ['.outputs["create-resource"].response | keys', ["data", "headers", "status"]],
  [".outputs.kept.id", null],
  [".outputs.listed.status", 200],
  [".outputs.called.status", "ready"],
  [".outputs.late.timeout", true],
  [".outputs.trigger", { service: "billing" }],
  [".workflow.identifier", "deploy"],
  [".workflowRun.trigger.by.email", "ada@example.com"],
  [".trigger.by.user.email", "ada@example.com"],
  [".run.id", "wfr_1"],
  [".workflowNodeRun.identifier", "wfnr_1"],
  [". | keys", ["outputs", "secrets", "workflow", "workflowNodeRun", "workflowRun"]],
  [".outputs.absent.x", null],
])("%s", (expression, expected) => {
  expect(render(`{{ ${expression} }}`, context, { throwOnError: true })).toEqual({
    ok: true,
    value: expected,
  });
});

test("variables read the raw output at the root and under `result`, and the context wins", () => {
  const raw = { response: { status: 200, data: { id: 7 } }, outputs: "mine", result: "mine" };
  const variables = buildVariablesContext(raw, "WEBHOOK", context);
  const tree = {
    old: "{{ .response.data.id }}",
    current: "{{ .result.response.data.id }}",
    body: "{{ .result.response.body.id }}",
    outputs: "{{ .outputs.trigger.service }}",
    run: "{{ .workflowRun.identifier }}",
  };
  expect(render(tree, variables, { throwOnError: true })).toEqual({
    ok: true,
    value: { old: 7, current: 7, body: 7, outputs: "billing", run: "wfr_1" },
  });
});
