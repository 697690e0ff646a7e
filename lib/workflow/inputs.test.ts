import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../base/json";
import { contextOf, defaultsOf, formOf, inputFromText, pagesOf, validateInputs, withChange } from "./inputs";

const form = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({ properties, ...more });

function messages(userInputs: JsonObject, values: JsonObject): string[] {
  const result = validateInputs(userInputs, values);
  return result.ok ? [] : result.error.map((problem) => `${problem.at} ${problem.message}`);
}
function accepted(userInputs: JsonObject, values: JsonObject): JsonObject | undefined {
  const result = validateInputs(userInputs, values);
  return result.ok ? result.value : undefined;
}

test("no form takes no inputs", () => {
  expect(accepted({}, {})).toEqual({});
  expect(validateInputs(undefined, {}).ok).toBe(true);
  expect(messages({}, { a: 1 })).toEqual(['/inputs/a The form has no input "a". Remove it.']);
});

test("an unknown input names the nearest", () => {
  expect(messages(form({ service: { type: "string" } }), { servise: "x" })).toEqual([
    '/inputs/servise The form has no input "servise". Did you mean "service"?',
  ]);
});

describe("required and default", () => {
  const userInputs = form(
    {
      service: { type: "string", title: "Service" },
      count: { type: "number", default: 2 },
      note: { type: "string", default: "hi" },
    },
    { required: ["service", "count"] },
  );
  test("a missing one is named by its title", () => {
    const missing = ["/inputs/service Service is required. Fill it in."];
    expect(messages(userInputs, {})).toEqual(missing);
    expect(messages(userInputs, { service: "" })).toEqual(missing);
    expect(messages(userInputs, { service: null })).toEqual(missing);
  });
  test("defaults fill what is absent; null leaves it empty", () => {
    expect(accepted(userInputs, { service: "a" })).toEqual({ service: "a", count: 2, note: "hi" });
    expect(accepted(userInputs, { service: "a", note: null })).toEqual({ service: "a", count: 2 });
    expect(defaultsOf(userInputs)).toEqual({ count: 2, note: "hi" });
  });
});

describe("types", () => {
  const one = (property: JsonObject, value: Json) => messages(form({ x: property }), { x: value });
  test.each<[string, JsonObject, Json, string]>([
    ["a text", { type: "string" }, 3, "x is 3; it must be a text."],
    ["a number", { type: "number" }, "3", 'x is "3"; it must be a number.'],
    ["true or false", { type: "boolean" }, "yes", 'x is "yes"; it must be true or false.'],
    ["a list", { type: "array" }, {}, "x is an object; it must be a list."],
    ["an object", { type: "object" }, [], "x is a list; it must be an object."],
    ["a choice", { type: "string", enum: ["dev", "prod"] }, "qa", 'x is "qa"; choose one of "dev", "prod".'],
    ["a number's choice", { type: "number", enum: [1, 2] }, 3, "x is 3; choose one of 1, 2."],
    ["least", { type: "number", minimum: 1 }, 0, "x is 0; it must be at least 1."],
    ["most", { type: "number", maximum: 1 }, 2, "x is 2; it must be at most 1."],
    ["more", { type: "number", exclusiveMinimum: 1 }, 1, "x is 1; it must be more than 1."],
    ["less", { type: "number", exclusiveMaximum: 1 }, 1, "x is 1; it must be less than 1."],
    ["short", { type: "string", minLength: 2 }, "a", "x has 1 characters; it needs at least 2."],
    ["long", { type: "string", maxLength: 2 }, "abc", "x has 3 characters; it takes at most 2."],
    [
      "url",
      { type: "string", format: "url" },
      "example",
      'x is "example"; it must be a web address such as https://example.com.',
    ],
    [
      "script url",
      { type: "string", format: "url" },
      "javascript:alert(1)",
      'x is "javascript:alert(1)"; it must be a web address such as https://example.com.',
    ],
    [
      "email",
      { type: "string", format: "email" },
      "a@b",
      'x is "a@b"; it must be an email address such as name@example.com.',
    ],
    [
      "date",
      { type: "string", format: "date-time" },
      "2026-02-30T00:00:00Z",
      'x is "2026-02-30T00:00:00Z"; it must be a date and time such as 2026-01-31T09:00:00Z.',
    ],
    ["few", { type: "array", minItems: 2 }, [1], "x has 1 items; it needs at least 2."],
    ["many", { type: "array", maxItems: 1 }, [1, 2], "x has 2 items; it takes at most 1."],
  ])("%s", (_, property, value, message) => expect(one(property, value)).toEqual([`/inputs/x ${message}`]));

  test.each<[string, JsonObject, Json]>([
    ["text", { type: "string" }, ""],
    ["number", { type: "number", minimum: 1, maximum: 1 }, 1],
    ["false", { type: "boolean" }, false],
    ["url", { type: "string", format: "url" }, "https://example.com/a?b"],
    ["email", { type: "string", format: "email" }, "a.b+c@example.co"],
    ["date", { type: "string", format: "date-time" }, "2024-02-29T23:59:59.123Z"],
    ["date with offset", { type: "string", format: "date-time" }, "2026-01-31T00:30:00+02:00"],
    ["list", { type: "array", items: { type: "string", enum: ["a"] } }, ["a"]],
    ["free object", { type: "object" }, { any: [1] }],
    ["labelled url", { type: "object", format: "labeled-url" }, { url: "https://x.test" }],
    ["entity", { type: "string", format: "entity", blueprint: "service" }, "billing"],
    ["yaml", { type: "string", format: "yaml" }, "a: 1"],
  ])("%s is taken", (_, property, value) => expect(one(property, value)).toEqual([]));

  test("items and fields are named where they are", () => {
    expect(one({ type: "array", uniqueItems: true, items: { type: "number" } }, [1, "a", 1])).toEqual([
      "/inputs/x/2 x: items 1 and 3 are the same. Remove one.",
      '/inputs/x/1 x, item 2 is "a"; it must be a number.',
    ]);
    expect(one({ type: "object", properties: { a: { type: "number" } }, required: ["a"] }, { b: 1 })).toEqual(
      ["/inputs/x/a x: a is required. Fill it in.", '/inputs/x/b x has no field "b". Remove it.'],
    );
  });
});

test("disabled inputs are neither sent nor required; read-only ones are sent; hidden ones are not required", () => {
  const userInputs = form(
    {
      off: { type: "string", disabled: true, default: "x" },
      fixed: { type: "string", readOnly: true, default: "y" },
      hidden: { type: "string", visible: false },
    },
    { required: ["off", "fixed", "hidden"] },
  );
  expect(accepted(userInputs, { off: "given" })).toEqual({ fixed: "y" });
});

/** The pages of a form, each with its title and then what it shows. */
const layoutOf = (userInputs: JsonObject, values: JsonObject = {}) =>
  pagesOf(userInputs, values).map((page) => [
    page.visible ? page.title : `${page.title} (hidden)`,
    ...page.items.map((item) => (item.kind === "heading" ? `# ${item.title}` : item.field.name)),
  ]);

describe("the form", () => {
  test("order, headings and steps", () => {
    const userInputs = form(
      {
        a: { type: "string" },
        b: { type: "boolean", title: "B" },
        c: { type: "array", items: { type: "string", enum: ["x"] } },
      },
      { order: ["c", "head", "b"], titles: { head: { title: "More", description: "d" } } },
    );
    const fields = formOf(userInputs);
    expect(fields.map((field) => field.name)).toEqual(["c", "b", "a"]);
    expect(fields[0]).toMatchObject({ control: "multi-select", options: ["x"] });
    expect(fields[1]).toMatchObject({ control: "toggle", title: "B" });
    expect(layoutOf(userInputs)).toEqual([["", "c", "# More", "b", "a"]]);
    const stepped = form(
      { a: { type: "string" }, b: { type: "string" } },
      {
        steps: [
          { title: "One", order: ["b"] },
          { title: "Two", order: ["a"], visible: false },
        ],
        required: ["a"],
      },
    );
    expect(formOf(stepped).map(({ name, visible }) => [name, visible])).toEqual([
      ["b", true],
      ["a", false],
    ]);
    expect(layoutOf(stepped)).toEqual([
      ["One", "b"],
      ["Two (hidden)", "a"],
    ]);
    expect(accepted(stepped, {})).toEqual({});
  });
  test.each([
    ["multi-line", "textarea"],
    ["markdown", "textarea"],
    ["yaml", "textarea"],
    ["url", "url"],
    ["date-time", "date-time"],
    ["entity", "text"],
    ["user", "pick"],
    ["team", "pick"],
    ["none", "text"],
  ])("a string of format %s is drawn as %s", (format, control) => {
    expect(formOf(form({ x: { type: "string", format } }))[0]?.control).toBe(control);
  });
  test("order, steps, headings and their queries follow the values", () => {
    const userInputs = form(
      { a: { type: "string" }, b: { type: "string" }, c: { type: "string" } },
      {
        order: { jqQuery: 'if .form.a == "x" then ["c", "head", "b"] else ["b", "c"] end' },
        titles: { head: { title: "More", visible: { jqQuery: ".form.b != null" } }, last: { title: "End" } },
      },
    );
    expect(layoutOf(userInputs)).toEqual([["", "b", "c", "a"]]);
    expect(layoutOf(userInputs, { a: "x" })).toEqual([["", "c", "b", "a"]]);
    expect(layoutOf(userInputs, { a: "x", b: "y" })).toEqual([["", "c", "# More", "b", "a"]]);
    const steps = form(
      { a: { type: "boolean" }, b: { type: "string" }, c: { type: "string" } },
      {
        titles: { t: { title: "At the end" } },
        steps: [
          { title: "One", order: ["a"] },
          { title: "Two", order: ["b", "t"], visible: { jqQuery: ".form.a" } },
        ],
        required: { jqQuery: '["b"]' },
      },
    );
    expect(layoutOf(steps, { a: false })).toEqual([
      ["One", "a"],
      ["Two (hidden)", "b", "# At the end", "c"],
    ]);
    expect(accepted(steps, { a: false })).toEqual({ a: false });
    expect(messages(steps, { a: true })).toEqual(["/inputs/b b is required. Fill it in."]);
  });
  test("entities are picked from the blueprint, users and teams from theirs, by a dataset that reads the form", () => {
    const entity = { type: "string", format: "entity", blueprint: "service" };
    const dataset = {
      combinator: "and",
      rules: [{ property: "tier", operator: "=", value: { jqQuery: ".form.tier" } }],
    };
    const userInputs = form({
      one: { ...entity, dataset, sort: { property: "$title" } },
      many: { type: "array", items: entity, sort: { property: "tier", order: "DESC" } },
      who: { type: "string", format: "user" },
      teams: { type: "array", items: { type: "string", format: "team" } },
      listed: { ...entity, enum: ["a"] },
      broken: { ...entity, dataset: { rules: [{ value: { jqQuery: ".form | error" } }] } },
    });
    const fields = formOf(userInputs, { tier: "gold" });
    expect(fields.map(({ control, picks }) => [control, picks?.blueprint, picks?.many])).toEqual([
      ["pick", "service", false],
      ["pick", "service", true],
      ["pick", "_user", false],
      ["pick", "_team", true],
      ["select", undefined, undefined],
      ["pick", "service", false],
    ]);
    expect(fields[0]?.picks).toMatchObject({
      dataset: { combinator: "and", rules: [{ property: "tier", operator: "=", value: "gold" }] },
      sort: { property: "$title", order: "ASC" },
    });
    expect(fields[1]?.picks?.sort).toEqual({ property: "tier", order: "DESC" });
    expect(fields[5]?.problem).toContain("The query of dataset failed");
  });
  test("queries read who fills the form in", () => {
    const context = contextOf({ email: "a@b.test", firstName: "A", lastName: "B" });
    const userInputs = form({
      x: { type: "string", default: { jqQuery: ".trigger.by.user.email" } },
      y: { type: "string", default: { jqQuery: ".trigger.by.firstName" } },
    });
    expect(validateInputs(userInputs, {}, context)).toEqual({ ok: true, value: { x: "a@b.test", y: "A" } });
  });
  test("bounds may be queries", () => {
    const userInputs = form({
      n: { type: "number", maximum: { jqQuery: ".form.most" } },
      most: { type: "number" },
      l: { type: "array", minItems: { jqQuery: ".form.most" } },
    });
    expect(messages(userInputs, { most: 2, n: 3, l: [1] })).toEqual([
      "/inputs/n n is 3; it must be at most 2.",
      "/inputs/l l has 1 items; it needs at least 2.",
    ]);
    expect(accepted(userInputs, { n: 3, l: [] })).toEqual({ n: 3, l: [] });
  });
  test("what depends on a changed input is given no more, through others too", () => {
    const userInputs = form({
      a: { type: "string" },
      b: { type: "string", dependsOn: ["a"] },
      c: { type: "string", dependsOn: ["b"] },
      d: { type: "string", dependsOn: ["d"] },
    });
    const given = { a: "1", b: "2", c: "3", d: "4" };
    expect(withChange(userInputs, given, "a", "x")).toEqual({ a: "x", d: "4" });
    expect(withChange(userInputs, given, "c", undefined)).toEqual({ a: "1", b: "2", c: null, d: "4" });
    expect(withChange(userInputs, given, "d", "x")).toEqual({ ...given, d: "x" });
  });
  test("junk gives no fields and no crash", () => {
    expect(formOf({ properties: [], order: 3, steps: "x", titles: null } as unknown as JsonObject)).toEqual(
      [],
    );
    expect(formOf(form({ a: 3, b: { type: "strange" } })).map((field) => field.name)).toEqual(["b"]);
  });
});

test("text from a command line becomes what the input wants", () => {
  const userInputs = form({
    s: { type: "string" },
    n: { type: "number" },
    b: { type: "boolean" },
    l: { type: "array" },
  });
  const read = (name: string, text: string) => inputFromText(userInputs, name, text);
  expect([
    read("s", "1"),
    read("n", "1.5"),
    read("b", "true"),
    read("l", "[1]"),
    read("l", "a, b"),
    read("n", "x"),
  ]).toEqual(["1", 1.5, true, [1], ["a", "b"], "x"]);
});

describe("an encrypted input", () => {
  const key = "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----";
  const userInputs = form({
    pin: { type: "string", encryption: "aes256-gcm", pattern: "^[0-9]{4}$" },
    own: { type: "string", encryption: { algorithm: "client-side", key }, minLength: 3 },
  });
  test("says what is wrong without repeating the value", () => {
    expect(messages(userInputs, { pin: "hunter2", own: "x" })).toEqual([
      "/inputs/pin pin is not what the form asks for (pattern).",
      "/inputs/own own is not what the form asks for (length).",
    ]);
  });
  test("for a key of the author's own comes encrypted, or is refused", () => {
    const sent = (own: Json) => validateInputs(userInputs, { own }, {}, true);
    const text = Buffer.alloc(12 + 256 + 16 + 5, 7).toString("base64");
    expect(sent(text)).toEqual({ ok: true, value: { own: text } });
    for (const clear of ["hunter2", "AAAA", 5, `${text.slice(0, -4)}????`])
      expect(sent(clear)).toMatchObject({
        error: [
          {
            at: "/inputs/own",
            message: "own must be encrypted with the input's public key before it is sent.",
          },
        ],
      });
  });
});
