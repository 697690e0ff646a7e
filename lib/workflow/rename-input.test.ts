import { describe, expect, test } from "vitest";
import { inputUses, renameInput } from "./rename-input";

const at = "/nodes/0/config/userInputs";
const trigger = {
  type: "SELF_SERVE_TRIGGER",
  userInputs: {
    properties: {
      env: { type: "string" },
      reason: {
        type: "string",
        visible: { jqQuery: '.form.env == "prod" and .inputs.env != .form.environment' },
        dependsOn: ["env"],
      },
    },
    required: ["env"],
    steps: [
      {
        title: "One",
        order: ["env", "reason"],
        validations: [{ constraint: ".form.env != null", message: "m" }],
      },
    ],
  },
  contexts: [{ on: "ENTITY", userInput: "env" }],
  permissions: {
    policy: {
      combinator: "and",
      rules: [{ property: { context: "form", property: "env.$team" }, operator: "=", value: "env" }],
    },
  },
};
const ask = {
  type: "INPUT",
  userInputs: { properties: { env: { type: "string", default: "{{ .outputs.trigger.env }}" } }, buttons: [] },
  outlets: [],
};
const document = {
  identifier: "w",
  nodes: [
    { identifier: "start", config: trigger },
    {
      identifier: "call",
      config: {
        type: "WEBHOOK",
        url: "https://a.test/{{ .outputs.trigger.env }}/{{ .outputs.start.inputs.env }}",
        body: "{{ .outputs.trigger as $t | $t.env + .outputs.call.env + .outputs.ask.responses[0].inputs.env }}",
      },
    },
    { identifier: "ask", config: ask },
  ],
  connections: [],
};
const text = JSON.stringify(document, null, 2);

describe("renaming an input", () => {
  test("follows it through the form, what names it, and every expression", () => {
    const [start, call, asked] = JSON.parse(renameInput(text, at, "env", "stage-name")).nodes;
    const form = start.config.userInputs;
    expect(Object.keys(form.properties)).toEqual(["stage-name", "reason"]);
    expect(form.properties.reason).toEqual({
      type: "string",
      visible: { jqQuery: '.form["stage-name"] == "prod" and .inputs["stage-name"] != .form.environment' },
      dependsOn: ["stage-name"],
    });
    expect(form.required).toEqual(["stage-name"]);
    expect(form.steps[0]).toMatchObject({
      order: ["stage-name", "reason"],
      validations: [{ constraint: '.form["stage-name"] != null' }],
    });
    expect(start.config.contexts).toEqual([{ on: "ENTITY", userInput: "stage-name" }]);
    expect(start.config.permissions.policy.rules[0]).toMatchObject({
      property: { property: "stage-name.$team" },
      value: "env",
    });
    expect(call.config.url).toBe(
      'https://a.test/{{ .outputs.trigger["stage-name"] }}/{{ .outputs.start.inputs["stage-name"] }}',
    );
    expect(call.config.body).toBe(
      '{{ .outputs.trigger as $t | $t["stage-name"] + .outputs.call.env + .outputs.ask.responses[0].inputs.env }}',
    );
    expect(asked.config.userInputs.properties.env.default).toBe('{{ .outputs.trigger["stage-name"] }}');
  });

  test("of an Input node is read out of its responses", () => {
    const [start, call, asked] = JSON.parse(
      renameInput(text, "/nodes/2/config/userInputs", "env", "e"),
    ).nodes;
    expect(start).toEqual(document.nodes[0]);
    expect(call.config.body).toContain(".outputs.ask.responses[0].inputs.e }}");
    expect(call.config.url).toBe((document.nodes[1] as { config: { url: string } }).config.url);
    expect(Object.keys(asked.config.userInputs.properties)).toEqual(["e"]);
  });

  test("leaves `.outputs.trigger` alone when another trigger has an input of that name", () => {
    const second = { identifier: "other", config: { ...trigger, contexts: [] } };
    const two = JSON.stringify({ ...document, nodes: [...document.nodes, second] });
    const [, call] = JSON.parse(renameInput(two, at, "env", "e")).nodes;
    expect(call.config.url).toBe("https://a.test/{{ .outputs.trigger.env }}/{{ .outputs.start.inputs.e }}");
  });

  test("changes nothing for a name that is taken, empty or not there", () => {
    expect(renameInput(text, at, "env", "reason")).toBe(text);
    expect(renameInput(text, at, "env", "")).toBe(text);
    expect(renameInput(text, at, "nothing", "x")).toBe(text);
    expect(renameInput("{", at, "env", "x")).toBe("{");
  });
});

test("the uses of an input are the places that a removal would leave behind", () => {
  expect(inputUses(text, at, "env").map((use) => use.at)).toEqual([
    `${at}/properties/reason/visible/jqQuery`,
    `${at}/properties/reason/dependsOn/0`,
    `${at}/steps/0/validations/0/constraint`,
    "/nodes/0/config/contexts/0/userInput",
    "/nodes/0/config/permissions/policy/rules/0/property/property",
    "/nodes/1/config/url",
    "/nodes/1/config/body",
    "/nodes/2/config/userInputs/properties/env/default",
  ]);
  expect(inputUses(text, at, "reason")).toEqual([]);
});
