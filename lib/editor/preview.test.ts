import { describe, expect, it } from "vitest";
import type { RunState } from "../run/state";
import { emptyRun } from "../run/state";
import type { WorkflowDocument } from "../workflow/document";
import { createPreviewer, type PreviewRequest } from "./preview";
import { type PreviewSource, previewData, secretsIn } from "./preview-context";

const document = {
  identifier: "deploy",
  nodes: [
    {
      identifier: "start",
      config: {
        type: "SELF_SERVE_TRIGGER",
        userInputs: {
          properties: {
            service: { type: "string", default: "checkout" },
            count: { type: "number" },
            region: { type: "string", enum: ["eu", "us"] },
          },
        },
      },
    },
    { identifier: "call", config: { type: "WEBHOOK", url: "https://a" } },
    { identifier: "my-node", config: { type: "WEBHOOK", url: "https://b" }, variables: { id: "x" } },
  ],
  connections: [],
} as unknown as WorkflowDocument;

const source = (change: Partial<PreviewSource> = {}): PreviewSource => ({
  document,
  run: null,
  runDocument: null,
  lastInputs: {},
  secrets: ["token"],
  text: "",
  now: "2026-01-01T00:00:00.000Z",
  ...change,
});

const run: RunState = {
  ...emptyRun("wfr_aaaaaaaaaaaaaaaa"),
  trigger: { node: "start", nodeType: "SELF_SERVE_TRIGGER", nodeRun: "wfnr_1" },
  startedAt: "2026-02-02T10:00:00.000Z",
  nodeRuns: [
    nodeRun("start", "SELF_SERVE_TRIGGER", { output: { service: "billing" } }),
    nodeRun("call", "WEBHOOK", {
      output: { response: { status: 200, data: { id: 7, tags: ["a"], token: null } } },
    }),
    nodeRun("my-node", "WEBHOOK", {
      output: { id: "res_1" },
      replaced: true,
      response: {
        status: 201,
        statusText: "Created",
        headers: [["X-Id", "9"]],
        body: '{"id":"res_1"}',
        size: 14,
        truncated: false,
        timing: { headers: 1, total: 2 },
        redirects: [],
      },
    }),
  ],
};

function nodeRun(node: string, nodeType: string, change: object): RunState["nodeRuns"][number] {
  return {
    node,
    nodeType,
    nodeRun: `wfnr_${node}`,
    status: "COMPLETED",
    result: "SUCCESS",
    continues: false,
    replaced: false,
    answers: [],
    attempts: [],
    logs: [],
    links: [],
    continued: false,
    startedAt: "2026-02-02T10:00:00.000Z",
    completedAt: "2026-02-02T10:00:01.000Z",
    ...change,
  };
}

const preview = (value: string, from = source(), change: Partial<PreviewRequest> = {}) =>
  createPreviewer(previewData(from))({
    value,
    syntax: "template",
    place: "config",
    node: "call",
    nodeType: "WEBHOOK",
    ...change,
  });

describe("before the first run", () => {
  it("reads the form's defaults and examples", () => {
    expect(preview("{{ .outputs.start.service }}").result).toMatchObject({
      state: "value",
      text: "checkout",
      type: "string",
      origin: { kind: "sample" },
    });
    expect(preview("{{ .outputs.trigger.count }}").result).toMatchObject({ text: "1", type: "number" });
    expect(preview("{{ .outputs.trigger.region }}").result?.text).toBe("eu");
  });

  it("prefers what the person gave last", () => {
    const from = source({ lastInputs: { start: { service: "search" } } });
    expect(preview("{{ .outputs.trigger.service }}", from).result?.text).toBe("search");
  });

  it("says null and why for a node that has not run", () => {
    expect(preview("{{ .outputs.call.id }}").parts[0]).toMatchObject({
      state: "null",
      text: "null",
      origin: { kind: "none" },
      reason: expect.stringContaining('"call" has not run yet'),
    });
    expect(preview("{{ .outputs.nobody.id }}").parts[0]?.reason).toBe('No node is called "nobody".');
  });
});

describe("after a run", () => {
  const from = source({ run });

  it("reads what nodes gave, with the places of older pages", () => {
    const part = preview("{{ .outputs.call.response.data.id }}", from).result;
    expect(part).toMatchObject({
      text: "7",
      type: "number",
      origin: { kind: "last-run", at: "2026-02-02T10:00:01.000Z" },
    });
    expect(preview("{{ .outputs.call.id }}", from).result?.text).toBe("7");
    expect(preview('{{ .outputs["my-node"].id }}', from).result?.text).toBe("res_1");
    expect(preview("{{ .workflowRun.identifier }}", from).result?.text).toBe("wfr_aaaaaaaaaaaaaaaa");
  });

  it("reads a pinned output in its place, unless the node is disabled", () => {
    const pins = {
      call: { output: { response: { data: { id: "pinned" } } } },
      "my-node": { output: { id: "off" }, disabled: true as const },
    };
    const pinned = source({ run, pins });
    expect(preview("{{ .outputs.call.id }}", pinned).result).toMatchObject({
      text: "pinned",
      origin: { kind: "pinned" },
    });
    expect(preview('{{ .outputs["my-node"].id }}', pinned).result?.text).toBe("res_1");
    expect(preview("{{ .outputs.call.id }}", source({ pins })).result?.text).toBe("pinned");
  });

  it("says of an output that is too large to be here why it is missing", () => {
    const large = {
      ...run,
      nodeRuns: [nodeRun("call", "WEBHOOK", { outputHead: { text: "{", size: 9e6 } })],
    };
    expect(preview("{{ .outputs.call.id }}", source({ run: large })).parts[0]).toMatchObject({
      state: "null",
      reason: 'The output of "call" is too large for previews. A run reads all of it.',
    });
  });

  it("gives each template of a text, and the text", () => {
    const { parts, result } = preview(
      "a {{ .outputs.call.id }} b {{ .outputs.call.response.data.tags }}",
      from,
    );
    expect(parts.map(({ text, start, end }) => ({ text, start, end }))).toEqual([
      { text: "7", start: 2, end: 24 },
      { text: '["a"]', start: 27, end: 65 },
    ]);
    expect(result).toMatchObject({ text: 'a 7 b ["a"]', type: "string" });
  });

  it("reads the raw output in variables, though they replaced it", () => {
    const change = { place: "variables" as const, node: "my-node" };
    expect(preview("{{ .result.response.data.id }}", from, change).result?.text).toBe("res_1");
    expect(preview("{{ .response.status }}", from, change).result?.text).toBe("201");
  });

  it("says that a value is stale when its node was edited since", () => {
    const edited = structuredClone(document);
    const [, call] = edited.nodes;
    if (call !== undefined) call.config.url = "https://changed";
    const part = preview("{{ .outputs.call.id }}", source({ run, document: edited, runDocument: document }))
      .parts[0];
    expect(part?.stale).toBe("call was edited after this run");
  });
});

describe("secrets", () => {
  it("show their names, whatever is done to them", () => {
    expect(preview("Bearer {{ .secrets.token }}").result).toMatchObject({
      text: "Bearer ‹secret:token›",
      secrets: ["token"],
    });
    expect(preview('{{ .secrets["token"] | @base64 }}').result?.text).toBe("‹secret:token›");
    expect(preview('{{ .secrets["other"] }}').parts[0]?.reason).toContain('No secret is called "other"');
  });

  it("are taken from the text while the list is not known", () => {
    expect(secretsIn('"{{ .secrets.a }} {{ .secrets[\\"b-c\\"] }} {{ .secrets.a }}"')).toEqual(["a", "b-c"]);
    const from = source({ secrets: undefined, text: '"{{ .secrets[\\"x\\"] }}"' });
    expect(preview('{{ .secrets["x"] }}', from).result?.text).toBe("‹secret:x›");
  });
});

describe("errors and bounds", () => {
  it("shows the message in place of the value", () => {
    expect(preview("{{ .outputs.start.service | .x }}").parts[0]).toMatchObject({
      state: "error",
      text: expect.stringContaining("Cannot index string"),
    });
    expect(preview("{{ .a ").parts[0]).toMatchObject({ state: "error", start: 0, end: 2 });
    expect(preview("{{ .a | }}").parts[0]?.state).toBe("error");
  });

  it("gives up on what never ends", () => {
    const started = performance.now();
    expect(preview("{{ [range(1e9)] }}").parts[0]?.state).toBe("error");
    expect(preview("{{ def f: f; f }}").parts[0]?.state).toBe("error");
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it("cuts at 60 characters, and keeps more for the hover", () => {
    const { text, detail } = preview('{{ "x" * 200 }}').parts[0] ?? { text: "", detail: "" };
    expect(text).toHaveLength(60);
    expect(text.endsWith("…")).toBe(true);
    expect(detail).toHaveLength(200);
  });

  it("evaluates bare jq as a condition does", () => {
    const change = { syntax: "jq" as const };
    expect(preview('.outputs.start.service == "checkout"', source(), change).result).toMatchObject({
      text: "true",
      type: "boolean",
    });
  });
});

describe("what only a run can tell, because it reads a secret's value", () => {
  const previewer = createPreviewer(previewData(source({ secrets: ["token", "a-rather-long-secret-name"] })));
  const ask = (value: string) =>
    previewer({ value, syntax: "template", place: "config", node: "call", nodeType: "WEBHOOK" }).result;

  it.each([
    "{{ .secrets.token | tonumber + 1 }}",
    "{{ .secrets.token | fromjson | .x }}",
    "{{ .secrets.token | @base64d }}",
    '{{ .secrets.token | strptime("%Y") }}',
  ])("%s is no error", (value) => {
    expect(ask(value)).toMatchObject({
      state: "value",
      text: "‹secret:token›",
      type: "unknown",
      secrets: ["token"],
      reason: "It depends on the value of the secret, which only a run has.",
    });
  });

  it("stands in text, also under a long name", () => {
    expect(ask('x={{ .secrets["a-rather-long-secret-name"] | tonumber }}&y={{ 1 }}')).toMatchObject({
      state: "value",
      detail: "x=‹secret:a-rather-long-secret-name›&y=1",
      type: "unknown",
    });
  });

  it("what fails with any value is still an error", () => {
    expect(ask("{{ .secrets.token - 1 }}")?.state).toBe("error");
    expect(ask('{{ "x" | tonumber }}')?.state).toBe("error");
  });
});
