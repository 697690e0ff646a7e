import { describe, expect, test } from "vitest";
import type { JsonObject } from "../base/json";
import { checkWorkflow } from "./check";
import { upgrade } from "./exchange";
import { parseWorkflow } from "./parse";

const trigger = { identifier: "t", config: { type: "SELF_SERVE_TRIGGER" } };
const hook = (identifier: string) => ({ identifier, config: { type: "WEBHOOK", url: "https://x.test" } });
const errors = (text: string) => {
  const { document } = parseWorkflow(text);
  return document
    ? checkWorkflow(document).filter((problem) => problem.severity === "error")
    : ["no document"];
};

/*
 *            ┌─ prod ──→ deploy
 *  t → check ┤
 *            └─ (default) → skip
 */
const first = {
  identifier: "w",
  nodes: [
    trigger,
    {
      identifier: "check",
      config: {
        type: "CONDITION",
        conditions: [
          {
            title: "Production",
            expression: '.outputs.trigger.env == "prod"',
            connectionIdentifier: "c_prod",
          },
        ],
        defaultConnectionIdentifier: "c_else",
      },
    },
    hook("deploy"),
    hook("skip"),
  ],
  connections: [
    { identifier: "c0", sourceIdentifier: "t", targetIdentifier: "check" },
    { identifier: "c_prod", sourceIdentifier: "check", targetIdentifier: "deploy" },
    { identifier: "c_else", sourceIdentifier: "check", targetIdentifier: "skip" },
  ],
};

test("the first generation: conditions and connection identifiers", () => {
  const { value, changes } = upgrade(first);
  expect(value).toMatchObject({
    nodes: [
      trigger,
      {
        config: {
          type: "CONDITION",
          outlets: [{ title: "Production", expression: expect.any(String), identifier: "c_prod" }],
        },
      },
      {},
      {},
    ],
    connections: [
      { sourceIdentifier: "t", targetIdentifier: "check" },
      { sourceOutletIdentifier: "c_prod", sourceIdentifier: "check", targetIdentifier: "deploy" },
      { fallback: true, sourceIdentifier: "check", targetIdentifier: "skip" },
    ],
  });
  const text = JSON.stringify(value);
  for (const gone of ["connectionIdentifier", "defaultConnection", "conditions"])
    expect(text).not.toContain(gone);
  expect(changes).toHaveLength(3);
  expect(errors(JSON.stringify(first))).toEqual([]);
});

test("two conditions that share a connection get one each", () => {
  const shared = structuredClone(first) as JsonObject & typeof first;
  shared.nodes[1] = {
    identifier: "check",
    config: {
      type: "CONDITION",
      conditions: [
        { title: "A", expression: ".a", connectionIdentifier: "c_prod" },
        { title: "B", expression: ".b", connectionIdentifier: "c_prod" },
      ],
      defaultConnectionIdentifier: "c_prod",
    },
  } as never;
  shared.connections.pop();
  const { value } = upgrade(shared);
  expect((value.connections as JsonObject[]).slice(1)).toEqual([
    { sourceOutletIdentifier: "c_prod", sourceIdentifier: "check", targetIdentifier: "deploy" },
    { sourceIdentifier: "check", targetIdentifier: "deploy", sourceOutletIdentifier: "c_prod_2" },
    { sourceIdentifier: "check", targetIdentifier: "deploy", fallback: true },
  ]);
  expect(errors(JSON.stringify(shared))).toEqual([]);
});

test("the second generation: only names change, everything else keeps its bytes", () => {
  const text = `{ "identifier": "w",
   "nodes": [ {"identifier":"t","config":{"type":"SELF_SERVE_TRIGGER"}},
     {"identifier":"check","config":{"type":"CONDITION","options":[ {"identifier":"prod","title":"P","expression":".a"} ]}},
     {"identifier":"deploy","config":{"type":"WEBHOOK","url":"https://x.test","verbose":true}} ],
   "connections": [ {"sourceIdentifier":"t","targetIdentifier":"check"},
     {"sourceIdentifier":"check", "sourceOptionIdentifier":"prod", "targetIdentifier":"deploy", "description":null} ] }`;
  const parsed = parseWorkflow(text);
  expect(parsed.text).toBe(
    text.replace('"options"', '"outlets"').replace("sourceOptionIdentifier", "sourceOutletIdentifier"),
  );
  expect(parsed.upgraded).toBe(true);
  expect(errors(text)).toEqual([]);
  expect(parseWorkflow(parsed.text)).toMatchObject({ upgraded: false, text: parsed.text });
});

describe("integration nodes of the first generation", () => {
  const config = (old: JsonObject) =>
    (
      (upgrade({ nodes: [{ identifier: "n", config: old }] }).value.nodes as JsonObject[])[0] as {
        config: JsonObject;
      }
    ).config;

  test("GITHUB", () =>
    expect(
      config({
        type: "GITHUB",
        org: "o",
        repo: "r",
        workflow: "w.yml",
        workflowInputs: { a: "{{ .x }}" },
        onFailure: "continue",
      }),
    ).toEqual({
      type: "INTEGRATION_ACTION",
      onFailure: "continue",
      integrationProvider: "github-ocean",
      integrationInvocationType: "dispatch_workflow",
      deferIntegrationInstallation: true,
      integrationActionExecutionProperties: {
        org: "o",
        repo: "r",
        workflow: "w.yml",
        workflowInputs: { a: "{{ .x }}" },
      },
    }));
  test("GITLAB", () =>
    expect(
      config({ type: "GITLAB", projectName: "p", groupName: "g", defaultRef: "main" })
        .integrationActionExecutionProperties,
    ).toEqual({
      project: "g/p",
      ref: "main",
    }));
  test("AZURE_DEVOPS", () =>
    expect(config({ type: "AZURE_DEVOPS", webhook: "h", org: "o", payload: {} })).toMatchObject({
      type: "INTEGRATION_ACTION",
      integrationInvocationType: "trigger_pipeline",
      integrationActionExecutionProperties: { webhook: "h", org: "o", payload: {} },
    }));
});

test("junk is left alone", () => {
  const junk = {
    nodes: [null, 3, { config: [] }, { config: { type: "CONDITION", conditions: [7] } }],
    connections: [null, 1],
  };
  expect(() => upgrade(junk)).not.toThrow();
  const current = { nodes: [trigger], connections: [] };
  expect(upgrade(current)).toEqual({ value: current, changes: [] });
});
