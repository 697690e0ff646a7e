import type { Json, JsonObject } from "@/lib/base/json";
import type { CheckOptions } from "@/lib/workflow/check";
import { shapeOfValue } from "@/lib/workflow/shapes/from-value";

const start = { identifier: "trigger", config: { type: "SELF_SERVE_TRIGGER" } };
const node = (
  identifier: string,
  type: string,
  config: JsonObject = {},
  more: JsonObject = {},
): JsonObject => ({
  identifier,
  config: { type, ...config },
  ...more,
});
const hook = (identifier: string, config: JsonObject = {}, more: JsonObject = {}) =>
  node(identifier, "WEBHOOK", { url: "https://x.test", ...config }, more);
const to = (sourceIdentifier: string, targetIdentifier: string, more: JsonObject = {}) => ({
  sourceIdentifier,
  targetIdentifier,
  ...more,
});
const flow = (nodes: Json[], connections: Json[] = [], more: JsonObject = {}) =>
  JSON.stringify({ identifier: "w", ...more, nodes: [start, ...nodes], connections });
/** The nodes in a row. */
const row = (...nodes: JsonObject[]) =>
  flow(
    nodes,
    nodes.map((one, index) => to(String(nodes[index - 1]?.identifier ?? "trigger"), String(one.identifier))),
  );
const form = (userInputs: JsonObject, more: JsonObject = {}) =>
  JSON.stringify({
    identifier: "w",
    nodes: [node("trigger", "SELF_SERVE_TRIGGER", { userInputs, ...more })],
  });
const alone = (type: string, config: JsonObject) =>
  JSON.stringify({ identifier: "w", nodes: [node("n", type, config)], connections: [] });
const input = (property: JsonObject) => form({ properties: { a: { type: "string", ...property } } });
const answers = (config: JsonObject) =>
  row(
    node("ask", "INPUT", {
      userInputs: { properties: {}, buttons: [{ identifier: "ok", label: "OK", variant: "PRIMARY" }] },
      outlets: [{ identifier: "ok", title: "OK", evaluationMethod: "button", numOfResponders: 1 }],
      responders: { users: ["a@x.test"] },
      ...config,
    }),
  );
const condition = (...outlets: JsonObject[]) => node("way", "CONDITION", { outlets });
const yes = { identifier: "yes", title: "Yes", expression: ".outputs.trigger.a == 1" };
const url = (text: string) => row(hook("a"), hook("b", { url: text }));
const entity = (mapping: JsonObject, blueprintIdentifier = "service") =>
  row(node("save", "UPSERT_ENTITY", { blueprintIdentifier, mapping }));
const action = (config: JsonObject) =>
  row(
    node("act", "INTEGRATION_ACTION", {
      integrationProvider: "github-ocean",
      integrationInvocationType: "dispatch_workflow",
      ...config,
    }),
  );

/** What the checker knows beside the text. */
export const shapes: CheckOptions["shapes"] = {
  blueprints: {
    service: {
      identifier: "service",
      properties: { tier: { type: "string", enum: ["gold"] }, size: { type: "number" } },
      required: [],
      relations: { team: { target: "team", many: false, required: false } },
      computed: ["score"],
    },
  },
  seen: { a: shapeOfValue({ response: { status: 200, data: { list: [1] } } }) },
};

/** Workflows in which the checker finds each of its problems. */
export const problemExamples: Readonly<Record<string, readonly string[]>> = {
  "ai/model-pair": [row(node("ask", "AI", { userPrompt: "x", model: "m" }))],
  "ai/output-schema": [row(node("ask", "AI", { userPrompt: "x", outputSchema: { type: "array" } }))],
  "catalog/computed": [entity({ properties: { score: 1 } })],
  "catalog/unknown-blueprint": [entity({}, "servic")],
  "catalog/unknown-property": [entity({ properties: { tierr: 1 } })],
  "catalog/unknown-relation": [entity({ relations: { teem: "x" } })],
  "catalog/value": [entity({ properties: { tier: "silver" } })],
  "graph/cycle": [flow([hook("a"), hook("b")], [to("trigger", "a"), to("a", "b"), to("b", "a")])],
  "graph/duplicate-node": [flow([hook("a"), hook("a")])],
  "graph/duplicate-outlet": [row(condition(yes, yes))],
  "graph/fallback-forbidden": [flow([hook("a")], [to("trigger", "a", { fallback: true })])],
  "graph/fan-out": [flow([hook("a"), hook("b")], [to("trigger", "a"), to("trigger", "b")])],
  "graph/into-trigger": [flow([hook("a")], [to("trigger", "a"), to("a", "trigger")])],
  "graph/no-fallback": [row(condition(yes))],
  "graph/no-trigger": [JSON.stringify({ identifier: "w", nodes: [hook("a")] })],
  "graph/outlet-and-fallback": [
    flow(
      [condition(yes), hook("a")],
      [to("trigger", "way"), to("way", "a", { fallback: true, sourceOutletIdentifier: "yes" })],
    ),
  ],
  "graph/outlet-forbidden": [flow([hook("a")], [to("trigger", "a", { sourceOutletIdentifier: "x" })])],
  "graph/outlet-required": [flow([condition(yes), hook("a")], [to("way", "a")])],
  "graph/self-connection": [flow([hook("a")], [to("a", "a")])],
  "graph/trigger-name": [JSON.stringify({ identifier: "w", nodes: [hook("trigger")] })],
  "graph/unknown-node": [flow([], [to("trigger", "x"), to("y", "trigger")])],
  "graph/unknown-outlet": [
    flow([condition(yes), hook("a")], [to("way", "a", { sourceOutletIdentifier: "no" })]),
  ],
  "graph/unreachable": [flow([hook("a")])],
  "input/blueprint": [
    input({ format: "entity" }),
    form({ properties: { a: { type: "array", items: { type: "string", format: "entity" } } } }),
  ],
  "input/duplicate-button": [
    answers({
      userInputs: {
        properties: {},
        buttons: [
          { identifier: "ok", label: "OK" },
          { identifier: "ok", label: "OK" },
        ],
      },
    }),
  ],
  "input/encryption": [
    input({ encryption: "rot13" }),
    input({ encryption: { algorithm: "client-side", key: "k" } }),
  ],
  "input/format": [input({ format: "colour" })],
  "input/outlet-button": [answers({ userInputs: { properties: {}, buttons: [] } })],
  "input/rule": [input({ pattern: "(" }), input({ minLength: -1 })],
  "input/steps": [form({ properties: {}, steps: [{ title: "One", order: [] }], order: [] })],
  "input/unknown-name": [
    form({ properties: {}, required: ["x"] }),
    form({ properties: {}, steps: [{ title: "One", order: ["x"] }] }),
    input({ dependsOn: ["x"] }),
  ],
  "integration/installation": [action({})],
  "integration/secret": [
    action({
      installationId: "i",
      integrationActionExecutionProperties: { inputs: { a: "{{ .secrets.x }}" } },
    }),
  ],
  "integration/unsupported": [action({ installationId: "i", integrationInvocationType: "brew" })],
  "json/duplicate-key": [
    '{"identifier": "w", "nodes": [{"identifier": "a", "config": {"type": "WEBHOOK", "url": "x", "url": "y"}}]}',
    '{"identifier": "w", "title": "a", "title": "b", "nodes": []}',
  ],
  "node/unknown-type": [row(node("a", "WEBHOK"))],
  "port/body-text": [row(hook("a", { body: "plain" }))],
  "port/limit": [
    row(node("wait", "DELAY", { seconds: 100_000 })),
    row(
      hook("a", {}, { links: ["a", "b", "c", "d"], title: "t".repeat(101), description: "d".repeat(1101) }),
    ),
    flow([], [], { tags: ["t".repeat(65)], category: "c".repeat(41), title: "t".repeat(101) }),
    flow([], [], { tags: Array.from({ length: 21 }, (_, index) => `t${index}`) }),
    row(...Array.from({ length: 100 }, (_, index) => hook(`n${index}`))),
    form(
      { properties: { a: { type: "string", title: "t".repeat(141) } } },
      { actionCardButtonText: "a".repeat(16) },
    ),
    row(
      node("ask", "AI", {
        userPrompt: "x",
        mcpServers: Array.from({ length: 6 }, () => ({ identifier: "m" })),
      }),
    ),
  ],
  "port/schedule": [alone("SCHEDULE_TRIGGER", { cron: "* * * * *" })],
  "schema/invalid": [
    row(hook("a", { method: "FETCH", headers: { a: 1 }, body: 1, synchronized: "yes", onFailure: "stop" })),
    row(hook("a", { url: 1 }, { title: 1, description: 2, links: [1], variables: { a: 1 }, verbose: 3 })),
    row(condition({ identifier: "a b", title: 1, expression: 1, statusLabel: { text: "", variant: "x" } })),
    flow([], [], { title: 1, category: 2, allowAnyoneToViewRuns: "x", tags: "x", icon: 1, description: 3 }),
    flow([hook("a")], [to("trigger", "a", { description: 1, fallback: "x" })]),
    alone("EVENT_TRIGGER", { event: { type: "X" }, condition: { type: "JQ", expressions: [1] } }),
    alone("EVENT_TRIGGER", {
      event: { type: "ENTITY_CREATED", blueprintIdentifier: "s" },
      condition: { type: "XQ", expressions: ["true"], combinator: "xor" },
    }),
    row(
      node("ask", "AI", { userPrompt: "x", mcpServers: [{ identifier: 1 }] }),
      node("save", "UPSERT_ENTITY", { blueprintIdentifier: "service", mapping: { team: ["a", 1] } }),
    ),
    alone("SCHEDULE_TRIGGER", { cron: 1, published: "x" }),
    form(
      { properties: { a: { type: "colour" } }, validations: [{}], steps: [1] },
      { variant: "X", permissions: { roles: 1 } },
    ),
    form({ properties: {} }, { permissions: { policy: { combinator: "xor", rules: [{}] } } }),
    form({ properties: {} }, { permissions: { policy: { rules: 1 } } }),
    form({ properties: {} }, { permissions: 1 }),
    answers({ responders: { usersQuery: { combinator: "xor", rules: [{ operator: "relatedTo" }] } } }),
    answers({ responders: { usersQuery: 1 } }),
    answers({
      responders: { users: 1 },
      notifications: [{ target: "pigeon" }, { target: "slack" }, { target: "email", data: 1 }],
    }),
    answers({ outlets: [{ identifier: "ok", title: "OK", evaluationMethod: "x", numOfResponders: "x" }] }),
    row(
      node("save", "UPSERT_ENTITY", {
        blueprintIdentifier: 1,
        mapping: { identifier: 1, properties: [], team: 1 },
      }),
    ),
    row(
      node("ask", "AI", {
        userPrompt: "",
        tools: "x",
        mcpServers: [{}],
        outputSchema: [],
        provider: 1,
        model: 2,
      }),
    ),
    row(
      node("edit", "CURSOR_AGENT", {
        apiKey: "",
        prompt: { text: "" },
        source: { ref: 1 },
        target: { autoCreatePr: 1 },
      }),
    ),
    row(node("wait", "DELAY", { seconds: [] })),
    row(node("send", "KAFKA", { payload: 1 })),
    action({ installationId: 1, integrationActionExecutionProperties: 1, deferIntegrationInstallation: "x" }),
  ],
  "schema/missing": [
    row(node("a", "WEBHOOK")),
    row(condition({ title: "x" })),
    alone("EVENT_TRIGGER", {}),
    alone("EVENT_TRIGGER", { event: { type: "ENTITY_CREATED" } }),
    row(node("edit", "CURSOR_AGENT", { apiKey: "k", prompt: {} })),
    answers({ notifications: [{}] }),
    row(node("save", "UPSERT_ENTITY", {})),
  ],
  "schema/unknown-field": [
    row(hook("a", { methd: "GET" })),
    row(hook("a", {}, { variable: {} })),
    flow([], [], { titel: "x" }),
  ],
  "secret/unknown": [url("https://x.test/{{ .secrets.nope }}")],
  "secret/written-out": [
    row(hook("a", { headers: { Authorization: "Bearer ghp_0123456789abcdefghijABCDEFGHIJ012345" } })),
    row(hook("a", { body: { token: "ghp_0123456789abcdefghijABCDEFGHIJ012345" } })),
  ],
  "template/asynchronous": [
    row(hook("a", { synchronized: false }), hook("b", { url: "{{ .outputs.a.response }}" })),
  ],
  "template/bare": [row(condition({ ...yes, expression: "{{ .outputs.trigger.a }}" }))],
  "template/braces": [url("{{ .a")],
  "template/downstream": [row(hook("a", { body: { x: "{{ .outputs.b }}" } }), hook("b"))],
  "template/hyphen": [row(hook("my-node"), hook("b", { url: "{{ .outputs.my-node.x }}" }))],
  "template/jq": [
    url("{{ .a | }}"),
    row(hook("a", {}, { variables: { x: "{{ .a | }}" }, links: ["{{ .a | }}"] })),
    input({ visible: { jqQuery: ".a |" } }),
    alone("EVENT_TRIGGER", {
      event: { type: "ENTITY_CREATED", blueprintIdentifier: "s" },
      condition: { type: "JQ", expressions: [".a |"] },
    }),
    row(condition({ ...yes, statusLabel: { text: "{{ .a | }}", variant: "success" } })),
  ],
  "template/may-not-exist": [
    flow(
      [condition(yes), hook("a"), hook("b", { url: "{{ .outputs.a.response }}" })],
      [
        to("trigger", "way"),
        to("way", "a", { sourceOutletIdentifier: "yes" }),
        to("way", "b", { fallback: true }),
        to("a", "b"),
      ],
    ),
  ],
  "template/no-diff": [
    JSON.stringify({
      identifier: "w",
      nodes: [
        node("made", "EVENT_TRIGGER", { event: { type: "ENTITY_CREATED", blueprintIdentifier: "s" } }),
        hook("a", { url: "{{ .outputs.made.diff.before.title }}" }),
      ],
      connections: [to("made", "a")],
    }),
  ],
  "template/not-before": [
    flow(
      [condition(yes), hook("a"), hook("b", { url: "{{ .outputs.a }}" })],
      [
        to("trigger", "way"),
        to("way", "a", { sourceOutletIdentifier: "yes" }),
        to("way", "b", { fallback: true }),
      ],
    ),
  ],
  "template/own-output": [row(hook("a", { url: "{{ .outputs.a }}" }))],
  "template/replaced": [
    row(
      hook("a", {}, { variables: { x: "{{ .result }}" } }),
      hook("b", { url: "{{ .outputs.a.response }}" }),
    ),
  ],
  "template/text-not-json": [
    row(node("ask", "AI", { userPrompt: "x" }), hook("b", { url: "{{ .outputs.ask.response.x }}" })),
  ],
  "template/unknown-node": [url("{{ .outputs.c }}")],
  "template/unknown-root": [url("{{ .output.a }}")],
  "trigger/context": [
    form({ properties: {} }, { contexts: [{ on: "ENTITY" }, { on: "CREATE_ENTITY", userInput: "a" }] }),
    form(
      { properties: { a: { type: "string" } } },
      {
        contexts: [
          { on: "ENTITY", userInput: "a", blueprintIdentifier: "b" },
          { on: "ENTITY", userInput: "a" },
          { on: "CREATE_ENTITY", blueprintIdentifier: "" },
          { on: "MOON" },
          {},
        ],
      },
    ),
    form({ properties: {} }, { contexts: [{ on: "ENTITY" }, 1] }),
  ],
  "trigger/cron": [alone("SCHEDULE_TRIGGER", { cron: "61 * * * *" })],
  "trigger/never": [alone("SCHEDULE_TRIGGER", { cron: "0 0 30 2 *" })],
  "trigger/permissions": [
    form({ properties: {} }, { permissions: { policy: { combinator: "and", rules: [{}] } } }),
    form(
      { properties: { a: { type: "string" } } },
      {
        permissions: {
          roles: ["Member"],
          policy: {
            combinator: "and",
            rules: [
              1,
              { property: { context: "moon", property: "x" }, operator: "=", value: { context: "form" } },
              { property: { context: "form", property: "b" }, operator: "?" },
              { property: { context: "userTeams", property: "$title" }, operator: "in", value: ["a"] },
              { combinator: "or", rules: [] },
              {
                combinator: "or",
                rules: [{ property: { context: "form", property: "a.b.c" }, operator: "=" }],
              },
            ],
          },
        },
      },
    ),
    form({ properties: {} }, { permissions: { teams: [1], policy: { combinator: "and", rules: [] } } }),
  ],
  "trigger/timer-property": [
    alone("EVENT_TRIGGER", { event: { type: "TIMER_EXPIRED", blueprintIdentifier: "s" } }),
  ],
  "type/choice": [
    JSON.stringify({
      identifier: "w",
      nodes: [
        node("trigger", "SELF_SERVE_TRIGGER", {
          userInputs: {
            properties: { tier: { type: "string", enum: ["gold", "iron"] } },
            required: ["tier"],
          },
        }),
        node("save", "UPSERT_ENTITY", {
          blueprintIdentifier: "service",
          mapping: { properties: { tier: "{{ .outputs.trigger.tier }}" } },
        }),
      ],
      connections: [to("trigger", "save")],
    }),
  ],
  "type/field": [url("{{ .outputs.a.response.data.list }}")],
  "type/never-equal": [row(condition({ ...yes, expression: '(.workflow.identifier | length) == "x"' }))],
  "type/no-field": [input({ visible: { jqQuery: ".form.b" } })],
  "type/no-parts": [url("{{ .workflow.identifier.x }}")],
  "webhook/body-not-sent": [row(hook("a", { method: "GET", body: { a: 1 } }))],
};
