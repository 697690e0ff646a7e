import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../base/json";
import { checkWorkflow } from "../check";
import { applyFix } from "../commands";
import type { WorkflowDocument } from "../document";
import type { Blueprints } from "./from-catalog";
import { shapeOfValue } from "./from-value";
import { exampleOf, outputShapes } from "./node-shapes";
import { shapeAt } from "./shape";

const inputs: JsonObject = {
  properties: {
    env: { type: "string", enum: ["dev", "staging", "production"] },
    service: { type: "string", format: "entity", blueprint: "service" },
    replicas: { type: "number" },
    dry_run: { type: "boolean" },
    tags: { type: "array", items: { type: "string" } },
    limits: { type: "object", properties: { cpu: { type: "number" } } },
    "run-book": { type: "object", format: "labeled-url" },
    token: { type: "string", encryption: "aes256-gcm" },
  },
  required: ["env", "service"],
};

const blueprints: Blueprints = {
  service: {
    identifier: "service",
    properties: {
      tier: { type: "string", enum: ["gold", "silver"] },
      replicas: { type: "number" },
      languages: { type: "array", items: { type: "string" } },
    },
    required: ["tier"],
    relations: {
      owner: { target: "team", many: false, required: false },
      depends_on: { target: "service", many: true, required: false },
    },
    computed: ["cost"],
  },
};

const seen = {
  call: shapeOfValue({
    response: { status: 201, data: { id: "r-1", items: [{ name: "a" }], count: 2 }, headers: {} },
  }),
};

/** A graph that has every kind of output, and behind it a node that reads. */
function documentOf(
  reader: JsonObject,
  more: { trigger?: JsonObject; variables?: Record<string, string> } = {},
): WorkflowDocument {
  const chain = ["start", "call", "save", "ask", "think", "vars", "read"];
  return {
    identifier: "shapes",
    nodes: [
      { identifier: "start", config: more.trigger ?? { type: "SELF_SERVE_TRIGGER", userInputs: inputs } },
      { identifier: "call", config: { type: "WEBHOOK", url: "https://x.test" } },
      { identifier: "save", config: { type: "UPSERT_ENTITY", blueprintIdentifier: "service", mapping: {} } },
      {
        identifier: "ask",
        config: {
          type: "INPUT",
          userInputs: { properties: { reason: { type: "string" } } },
          outlets: [{ identifier: "yes" }, { identifier: "no" }],
        },
      },
      {
        identifier: "think",
        config: {
          type: "AI",
          userPrompt: "x",
          outputSchema: { type: "object", properties: { risk: { type: "string", enum: ["low"] } } },
        },
      },
      {
        identifier: "vars",
        config: { type: "WEBHOOK", url: "https://x.test" },
        variables: { code: "{{ .result.response.status }}", note: "status {{ .result.response.status }}" },
      },
      { identifier: "read", config: reader, ...(more.variables && { variables: more.variables }) },
    ],
    connections: chain.slice(1).map((target, index) => ({
      sourceIdentifier: chain[index] as string,
      targetIdentifier: target,
      ...(chain[index] === "ask" && { sourceOutletIdentifier: "yes" }),
    })),
  } as unknown as WorkflowDocument;
}

const codes = /^(?:type|catalog)\//;
const found = (document: WorkflowDocument, all = true) =>
  checkWorkflow(document, all ? { shapes: { blueprints, seen } } : {}).filter(({ code }) => codes.test(code));

const line = ({ severity, code, message, fix }: ReturnType<typeof found>[number]) =>
  `${severity} ${code.replace(codes, "")}${/Did you mean/.test(message) ? " near" : ""}${fix ? `: ${fix.title}` : ""}`;

const webhook = (body: Json): JsonObject => ({
  type: "WEBHOOK",
  url: "https://x.test",
  method: "POST",
  body,
});

describe("what an expression reads", () => {
  test.each<[string, string[]]>([
    [".outputs.trigger.env", []],
    [".outputs.start.env", []],
    [".outputs.trigger.inputs.env", []],
    [".outputs.trigger.enb", ["warning no-field near: Use env"]],
    [".outputs.start.enb", ["warning no-field near: Use env"]],
    ['.outputs.trigger["env"]', []],
    ['.outputs.trigger["run-bok"]', ["warning no-field near: Use run-book"]],
    [".outputs.trigger.nothing_like_it", ["warning no-field"]],
    ['.outputs.trigger.nothing_like_it // "x"', ["warning no-field"]],
    ['.outputs.trigger | has("nope")', []],
    [".outputs.trigger.env.name", ["warning no-parts"]],
    [".outputs.trigger.replicas.count", ["warning no-parts"]],
    [".outputs.trigger.tags.name", ["warning no-parts: Use the first item"]],
    [".outputs.trigger.tags.length", ["warning no-parts"]],
    [".outputs.trigger.tags[0]", []],
    [".outputs.trigger.tags[0].name", ["warning no-parts"]],
    [".outputs.trigger.limits[0]", ["warning no-parts"]],
    [".outputs.trigger.limits.cpu", []],
    ['.outputs.trigger["run-book"].url', []],
    [".outputs.trigger.token", []],
    [".outputs.call.response.status", []],
    [".outputs.call.status", []],
    [".outputs.call.id", []],
    [".outputs.call.response.body.id", []],
    [".outputs.call.response.data.id", []],
    [".outputs.call.response.data.ids", ["info no-field near: Use id"]],
    [".outputs.call.response.data.unheard_of", []],
    [".outputs.call.response.data.id.x", ["info no-parts"]],
    [".outputs.call.response.data.items[0].name", []],
    [".outputs.call.response.data.items.name", ["info no-parts: Use the first item"]],
    [".outputs.call.response.status.code", ["warning no-parts"]],
    [".outputs.save.response.data.properties.tier", []],
    [".outputs.save.response.data.properties.teir", ["warning no-field near: Use tier"]],
    [".outputs.save.response.data.relations.ownr", ["warning no-field near: Use owner"]],
    [".outputs.save.response.data.properties.cost", []],
    [".outputs.save.identifier", []],
    [".outputs.save.entity.identifier", []],
    [".outputs.ask.selectedOutlet.identifier", []],
    [".outputs.ask.responses[0].inputs.reason", []],
    [".outputs.ask.responses.inputs", ["warning no-parts: Use the first item"]],
    [".outputs.think.response", []],
    [".outputs.vars.code", []],
    [".outputs.vars.code.x", ["warning no-parts"]],
    ['.outputs.trigger.env == "production"', []],
    ['.outputs.trigger.env == "producton"', ["warning never-equal: Use production"]],
    ['"qa" != .outputs.trigger.env', ["warning never-equal"]],
    ['.outputs.trigger.env != "qa" and true', ["warning never-equal"]],
    ['.outputs.trigger.replicas == "3"', ["warning never-equal: Compare with 3"]],
    ['(.outputs.trigger.replicas | tostring) == "3"', []],
    ['.outputs.trigger.dry_run == "true"', ["warning never-equal: Compare with true"]],
    [".outputs.trigger.tags | map(select(. == 3))", ["warning never-equal"]],
    ['.outputs.ask.selectedOutlet.identifier == "yes"', []],
    ['.outputs.ask.selectedOutlet.identifier == "maybe"', ["warning never-equal"]],
    ['.outputs.save.response.data.properties.tier == "bronze"', ["warning never-equal"]],
    ['.outputs.call.response.data.count == "2"', ["info never-equal: Compare with 2"]],
    ['(.outputs.trigger.env // "none") == "none"', []],
  ])("%s", (expression, wanted) => {
    expect(found(documentOf(webhook({ a: `{{ ${expression} }}` }))).map(line)).toEqual(wanted);
  });

  test("without a catalog and runs only what the document says is known", () => {
    const read = (expression: string) =>
      found(documentOf(webhook({ a: `{{ ${expression} }}` })), false).map(line);
    expect(read(".outputs.save.response.data.properties.teir")).toEqual([]);
    expect(read(".outputs.call.response.data.ids")).toEqual([]);
    expect(read(".outputs.trigger.enb")).toEqual(["warning no-field near: Use env"]);
  });

  test("an event knows its blueprint, in conditions too", () => {
    const trigger: JsonObject = {
      type: "EVENT_TRIGGER",
      event: { type: "ENTITY_UPDATED", blueprintIdentifier: "service" },
      condition: {
        type: "JQ",
        expressions: ['.diff.after.properties.teir == "gold"', ".diff.after.properties.tier == 3"],
      },
    };
    const read = (path: string) =>
      found(documentOf(webhook({ a: `{{ .outputs.trigger.diff.after.${path} }}` }), { trigger }));
    const own = ["warning no-field near: Use tier", "warning never-equal"];
    expect(found(documentOf(webhook({}), { trigger })).map(line)).toEqual(own);
    expect(read("properties.replicas").map(line)).toEqual(own);
    expect(read("properties.owner").map(line)).toEqual([...own, "warning no-field"]);
    expect(read("relations.owner").map(line)).toEqual(own);
  });

  test("variables read the node's own output", () => {
    const config: JsonObject = { type: "UPSERT_ENTITY", blueprintIdentifier: "service", mapping: {} };
    const variables = {
      a: "{{ .result.response.data.properties.teir }}",
      b: "{{ .result.response.status }}",
    };
    expect(found(documentOf(config, { variables })).map(line)).toEqual(["warning no-field near: Use tier"]);
  });

  test("a fix mends the text", () => {
    const document = documentOf(webhook({ a: "x {{ .outputs.trigger.tags.name }}" }));
    const [problem] = found(document);
    const mended = applyFix(JSON.stringify(document), problem?.fix ?? { title: "", edits: [] });
    expect(mended).toContain("x {{ .outputs.trigger.tags[0].name }}");
  });
});

describe("what a field takes", () => {
  const delay = (seconds: string): JsonObject => ({ type: "DELAY", seconds });
  const entity = (properties: JsonObject, relations: JsonObject = {}): JsonObject => ({
    type: "UPSERT_ENTITY",
    blueprintIdentifier: "service",
    mapping: { properties, relations },
  });
  test.each<[string, JsonObject, string[]]>([
    ["a number", delay("{{ .outputs.trigger.replicas }}"), []],
    ["a text that may be digits", delay("{{ .outputs.trigger.service }}"), ["info field: Add tonumber"]],
    ["a list for a number", delay("{{ .outputs.trigger.tags }}"), ["info field"]],
    ["a text made a number", delay("{{ .outputs.trigger.service | tonumber }}"), []],
    [
      "an object as URL",
      { type: "WEBHOOK", url: "{{ .outputs.trigger.limits }}" },
      ["warning field: Add tojson"],
    ],
    [
      "a list as header",
      { type: "WEBHOOK", url: "https://x.test", headers: { "X-Tags": "{{ .outputs.trigger.tags }}" } },
      ['warning field: Add join(",")'],
    ],
    [
      "a number as header",
      { type: "WEBHOOK", url: "https://x.test", headers: { "X-N": "{{ .outputs.trigger.replicas }}" } },
      [],
    ],
    [
      "a text as headers",
      { type: "WEBHOOK", url: "https://x.test", headers: "{{ .outputs.trigger.env }}" },
      ["warning field"],
    ],
    ["a property", entity({ replicas: "{{ .outputs.trigger.replicas }}" }), []],
    [
      "a text for a number",
      entity({ replicas: "{{ .outputs.trigger.service }}" }),
      ["warning field: Add tonumber"],
    ],
    [
      "a text around for a number",
      entity({ replicas: "n {{ .outputs.trigger.replicas }}" }),
      ["warning field"],
    ],
    [
      "a number for a text",
      entity({ tier: "{{ .outputs.trigger.replicas }}" }),
      ["warning field: Add tostring"],
    ],
    ["choices that never fit", entity({ tier: "{{ .outputs.trigger.env }}" }), ["warning choice"]],
    ["a value that is no choice", entity({ tier: "bronze" }), ["warning value"]],
    ["a value of another type", entity({ replicas: "three" }), ["warning value"]],
    ["a value that is right", entity({ tier: "gold", replicas: 3 }), []],
    ["a property that is not there", entity({ teir: "gold" }), ["warning unknown-property near: Use tier"]],
    ["a computed property", entity({ cost: 1 }), ["warning computed: Remove cost"]],
    ["a relation that is not there", entity({}, { ownr: "x" }), ["warning unknown-relation near: Use owner"]],
    ["relations", entity({}, { owner: "{{ .outputs.trigger.service }}", depends_on: ["a"] }), []],
    [
      "a list for one",
      entity({}, { owner: "{{ .outputs.trigger.tags }}" }),
      ['warning field: Add join(",")'],
    ],
    [
      "a blueprint that is not there",
      { type: "UPSERT_ENTITY", blueprintIdentifier: "servce", mapping: {} },
      ["info unknown-blueprint near: Use service"],
    ],
  ])("%s", (_, config, wanted) => expect(found(documentOf(config)).map(line)).toEqual(wanted));
});

describe("shapes", () => {
  const shapes = outputShapes(documentOf(webhook({})), { blueprints, seen });
  test.each<[string, (string | number)[], unknown]>([
    ["trigger", ["env"], ["string"]],
    ["call", ["response", "status"], ["number"]],
    ["call", ["response", "data", "items", 0, "name"], ["string"]],
    ["save", ["response", "data", "properties", "replicas"], ["number"]],
    ["vars", ["code"], ["number"]],
    ["vars", ["note"], ["string"]],
  ])("%s %j", (node, path, types) => expect(shapeAt(shapes[node], path)?.types).toEqual(types));
  test("an answer with a schema is JSON as text that expressions can read", () => {
    const example = exampleOf(shapes.think ?? { from: "seen" }) as JsonObject;
    expect(JSON.parse(String(example.response))).toEqual({ risk: "low" });
  });
  test("a large value is looked at in part", () => {
    const large = { list: Array.from({ length: 100_000 }, (_, id) => ({ id, [`k${id}`]: id })) };
    const began = process.cpuUsage();
    expect(shapeAt(shapeOfValue(large), ["list", 0, "id"])?.types).toEqual(["number"]);
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1000).toBeLessThan(200);
  });
  test("names that objects have by themselves are names like any other", () => {
    const shape = shapeOfValue(JSON.parse('{"__proto__": 1, "constructor": "x"}'));
    expect(shapeAt(shape, ["constructor"])?.types).toEqual(["string"]);
    expect(shapeAt(shape, ["toString"])).toBeUndefined();
  });
});
