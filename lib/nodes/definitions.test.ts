import { describe, expect, test } from "vitest";
import type { JsonObject } from "../base/json";
import { definitionOf, definitions, nodeTypes, paletteOrder } from "./definitions";
import { formFields } from "./fields";
import { shortUrl } from "./webhook/definition";

describe.each(nodeTypes)("%s", (type) => {
  const definition = definitions[type];

  test("a fresh node is valid and survives its own schema unchanged", () => {
    const fresh = definition.initial();
    const parsed = definition.config.safeParse(fresh);
    expect(parsed.error?.issues ?? []).toEqual([]);
    expect(parsed.data).toEqual(fresh);
  });

  test("knows its own type and has no problem of its own when fresh", () => {
    expect(definition.type).toBe(type);
    const known = definitionOf(type);
    expect(known?.problems?.(definition.initial()) ?? []).toEqual([]);
    expect(known?.summary({})).toBeTypeOf("string");
    expect(known?.outlets({})).toEqual([]);
  });

  test("every field says its title and description, and a select has choices", () => {
    const fields = formFields(definition.config);
    expect(fields.length).toBeGreaterThan(0);
    for (const field of fields) {
      expect(field.title, field.key).not.toBe("");
      expect(field.description, field.key).not.toBe("");
      if (field.control === "select") expect(field.options.length, field.key).toBeGreaterThan(1);
      if (field.control === undefined) expect(field.fields.length, field.key).toBeGreaterThan(0);
    }
  });
});

test("the form of an event trigger offers its kinds of event", () => {
  const event = formFields(definitions.EVENT_TRIGGER.config).find(({ key }) => key === "event");
  expect(event?.fields.find(({ key }) => key === "type")?.options).toContain("ENTITY_DELETED");
});

test("no form offers the type of the node", () => {
  for (const { config } of Object.values(definitions))
    expect(formFields(config).map(({ key }) => key)).not.toContain("type");
});

test("the palette holds every type once", () => {
  expect(paletteOrder.flatMap((group) => group.types).sort()).toEqual([...nodeTypes].sort());
  expect(definitionOf("constructor")).toBeUndefined();
});

test("parsing writes no defaults and keeps unknown fields", () => {
  const config = { type: "WEBHOOK", url: "https://x.test", later: { a: 1 } };
  expect(definitions.WEBHOOK.config.parse(config)).toEqual(config);
});

describe("summaries", () => {
  test.each([
    ["https://api.example.com/deploy", "api.example.com/deploy"],
    ["https://hooks.slack.com/services/xxx/yyy/zzz", "hooks.slack.com/…/zzz"],
    ['https://api.example.com/webhook?token={{ .secrets["t"] }}', "api.example.com/webhook"],
    [
      "https://api.github.com/repos/{{ .outputs.trigger.repo }}/actions/workflows/deploy.yml/dispatches",
      "api.github.com/…/dispatches",
    ],
    ["{{ .outputs.trigger.url }}/a", "{{ .outputs.trigger.url }}/a"],
    ['https://x.test/{{ "a/b?c" }}', 'x.test/{{ "a/b?c" }}'],
  ])("%s", (url, short) => expect(shortUrl(url)).toBe(short));

  test("webhook, upsert, schedule, input and condition", () => {
    expect(definitions.WEBHOOK.summary({ url: "https://a.test/b" })).toBe("POST a.test/b");
    expect(definitions.UPSERT_ENTITY.summary({ blueprintIdentifier: "deployment" })).toBe(
      "upsert deployment",
    );
    expect(definitions.SCHEDULE_TRIGGER.summary({ cron: "0 9 * * 1-5" })).toBe("every weekday 09:00 UTC");
    expect(definitions.INPUT.summary({ outlets: [{ identifier: "a", numOfResponders: 2 }] })).toBe(
      "2 approvals",
    );
    expect(definitions.CONDITION.outlets({ outlets: [{ identifier: "a" }, 3] })).toEqual([
      { identifier: "a", title: "a" },
    ]);
  });
});

describe("rules of section 5, 7", () => {
  const codes = (type: string, config: object) =>
    (definitionOf(type)?.problems?.({ type, ...config } as never) ?? []).map((p) => `${p.code} ${p.at}`);

  test("a timer needs its property", () =>
    expect(codes("EVENT_TRIGGER", { event: { type: "TIMER_EXPIRED" } })).toEqual([
      "trigger/timer-property /event",
    ]));
  test("provider and model are a pair; an output schema is an object", () =>
    expect(codes("AI", { model: "m", outputSchema: { type: "array" } })).toEqual([
      "ai/model-pair /model",
      "ai/output-schema /outputSchema",
    ]));
  test("an outlet of an input node is a button", () =>
    expect(
      codes("INPUT", {
        userInputs: { buttons: [{ identifier: "a" }, { identifier: "a" }] },
        outlets: [{ identifier: "b" }],
      }),
    ).toEqual([
      "input/duplicate-button /userInputs/buttons/1/identifier",
      "input/outlet-button /outlets/0/identifier",
    ]));
  test("encryption is of a known kind, of what can be encrypted, and its own key is a public one", () => {
    const key = "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n";
    const found = (property: JsonObject) =>
      codes("SELF_SERVE_TRIGGER", { userInputs: { properties: { key: property } } });
    const at = (place: string) => [`input/encryption /userInputs/properties/key/${place}`];
    for (const type of ["string", "object"]) {
      expect(found({ type, encryption: "aes256-gcm" })).toEqual([]);
      expect(found({ type, format: "multi-line", encryption: { algorithm: "client-side", key } })).toEqual(
        [],
      );
    }
    expect(found({ type: "string", encryption: "rot13" })).toEqual(at("encryption"));
    expect(found({ type: "string", encryption: { algorithm: "client-side" } })).toEqual(at("encryption"));
    expect(found({ type: "string", encryption: { algorithm: "client-side", key: "secret" } })).toEqual(
      at("encryption/key"),
    );
    expect(found({ type: "number", encryption: "aes256-gcm" })).toEqual(at("encryption"));
    expect(found({ type: "string", format: "email", encryption: "aes256-gcm" })).toEqual(at("encryption"));
  });
  test("names in steps and dependencies are those of inputs", () => {
    expect(
      codes("SELF_SERVE_TRIGGER", {
        userInputs: {
          properties: { a: { type: "string", dependsOn: ["b"] } },
          titles: { t: { title: "T" } },
          steps: [{ title: "One", order: ["t", "a", "c"] }],
        },
      }),
    ).toEqual([
      "input/unknown-name /userInputs/steps/0/order/2",
      "input/unknown-name /userInputs/properties/a/dependsOn/0",
    ]);
  });
  test("steps exclude order and validations; rules of an input have their types", () =>
    expect(
      codes("SELF_SERVE_TRIGGER", {
        userInputs: {
          properties: {
            e: { type: "string", format: "entity" },
            f: { type: "string", format: "colour", pattern: "(" },
            g: { type: "string", pattern: "(?i)^a", maxLength: { jqQuery: "3" } },
            n: { type: "number", minimum: "1" },
            l: { type: "array", minItems: -1, items: { type: "string", format: "entity", blueprint: "b" } },
          },
          steps: [],
          order: ["e", "typo"],
          required: ["typo"],
          validations: [],
        },
      }),
    ).toEqual([
      "input/steps /userInputs/order",
      "input/steps /userInputs/validations",
      "input/unknown-name /userInputs/required/0",
      "input/unknown-name /userInputs/order/1",
      "input/blueprint /userInputs/properties/e",
      "input/rule /userInputs/properties/f/pattern",
      "input/format /userInputs/properties/f/format",
      "input/rule /userInputs/properties/n/minimum",
      "input/rule /userInputs/properties/l/minItems",
    ]));
  test("without buttons, not every outlet is reported too", () =>
    expect(codes("INPUT", { userInputs: {}, outlets: [{ identifier: "b" }] })).toEqual([]));
  test("contexts", () =>
    expect(
      codes("SELF_SERVE_TRIGGER", {
        userInputs: {
          properties: { s: { type: "string", format: "entity", blueprint: "b" }, t: { type: "string" } },
        },
        contexts: [
          { on: "CREATE_ENTITY", userInput: "s" },
          { on: "ENTITY", userInput: "s" },
          { on: "ENTITY", userInput: "s" },
          { on: "ENTITY", userInput: "t" },
        ],
      }),
    ).toEqual([
      "trigger/context /contexts/0",
      "trigger/context /contexts/0/userInput",
      "trigger/context /contexts/2/userInput",
      "trigger/context /contexts/3/userInput",
    ]));
});
