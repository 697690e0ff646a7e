import { describe, expect, test } from "vitest";
import type { JsonObject } from "../base/json";
import { formOf, validateInputs } from "./inputs";

const form = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({ properties, ...more });
const messages = (userInputs: JsonObject, values: JsonObject): string[] => {
  const result = validateInputs(userInputs, values);
  return result.ok ? [] : result.error.map((problem) => problem.message);
};

describe("patterns", () => {
  const named = form({ name: { type: "string", pattern: "^[a-z][a-z0-9-]*$" } });
  test("match anywhere unless anchored", () => {
    expect(messages(named, { name: "my-service" })).toEqual([]);
    expect(messages(named, { name: "My service" })).toEqual([
      'name is "My service"; it must match ^[a-z][a-z0-9-]*$.',
    ]);
  });
  test("one that backtracks without end is an answer or an error, soon", () => {
    const begin = process.cpuUsage();
    const found = messages(form({ x: { type: "string", pattern: "^(a+)+$" } }), { x: `${"a".repeat(40)}!` });
    expect(found).toEqual([expect.stringMatching(/must match|could not be tried: .*(limit|steps|budget)/i)]);
    const { user } = process.cpuUsage(begin);
    expect(user / 1000).toBeLessThan(2000);
  });
  test("one that is no pattern says so", () => {
    expect(messages(form({ x: { type: "string", pattern: "(" } }), { x: "a" })).toEqual([
      expect.stringMatching(/^x: the pattern \( could not be tried: .*(paren|\().*/),
    ]);
  });
  test.each([
    ["^\\d{3}-\\w+$", "123-abc", true],
    ["^\\S.*\\S$", " a ", false],
    ["prod|dev", "production", true],
    ["^(?!admin).*$", "admin-x", false],
    ["^[\\w.+-]+@example\\.com$", "a.b+c@example.com", true],
    ["^\\p{L}+$", "Zürich", true],
  ])("%s on %s: %s", (pattern, text, fits) => {
    expect(messages(form({ x: { type: "string", pattern } }), { x: text })).toHaveLength(fits ? 0 : 1);
  });
});

describe("queries", () => {
  const userInputs = form(
    {
      env: { type: "string", enum: ["dev", "prod"], default: "dev" },
      size: {
        type: "string",
        enum: { jqQuery: 'if .form.env == "prod" then ["large"] else ["small", "large"] end' },
      },
      ticket: { type: "string", visible: { jqQuery: '.form.env == "prod"' } },
      note: { type: "string", default: { jqQuery: '"to " + .inputs.env' } },
    },
    { required: { jqQuery: 'if .form.env == "prod" then ["ticket"] else [] end' } },
  );
  test("read the values so far", () => {
    expect(
      formOf(userInputs, { env: "prod" }).map(({ name, visible, required, options }) => [
        name,
        visible,
        required,
        options,
      ]),
    ).toEqual([
      ["env", true, false, ["dev", "prod"]],
      ["size", true, false, ["large"]],
      ["ticket", true, true, undefined],
      ["note", true, false, undefined],
    ]);
    expect(formOf(userInputs, { env: "dev" })[2]).toMatchObject({ visible: false, required: false });
  });
  test("decide when the form is sent", () => {
    expect(validateInputs(userInputs, {})).toEqual({ ok: true, value: { env: "dev", note: "to dev" } });
    expect(messages(userInputs, { env: "prod" })).toEqual(["ticket is required. Fill it in."]);
    expect(messages(userInputs, { env: "prod", ticket: "T-1", size: "small" })).toEqual([
      'size is "small"; choose one of "large".',
    ]);
  });
  test("one that fails says which", () => {
    const broken = form({ x: { type: "string", enum: { jqQuery: '.form | error("no")' } } });
    expect(formOf(broken)[0]?.problem).toContain("The query of enum failed");
    expect(messages(broken, { x: "a" })[0]).toContain("The query of enum failed");
  });
  test("rules over the whole form", () => {
    const ruled = form(
      { from: { type: "number" }, to: { type: "number" } },
      { validations: [{ constraint: ".form.from < .form.to", message: "From must be before to." }] },
    );
    expect(messages(ruled, { from: 1, to: 2 })).toEqual([]);
    expect(messages(ruled, { from: 2, to: 1 })).toEqual(["From must be before to."]);
  });
  test("a pattern may be a list of choices", () => {
    const listed = form({ x: { type: "string", pattern: { jqQuery: '["a", "b"]' } } });
    expect(messages(listed, { x: "c" })).toEqual(['x is "c"; choose one of "a", "b".']);
  });
});
