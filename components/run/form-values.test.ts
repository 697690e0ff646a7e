import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/base/json";
import { withChange } from "@/lib/workflow/inputs";
import { canStartWith, checkForm, checkPage, firstGiven, problemsByInput, shownValues } from "./form-values";

const form: JsonObject = {
  properties: {
    service: { type: "string", title: "Service" },
    replicas: { type: "number", default: 2 },
    dryRun: { type: "boolean" },
    extra: { type: "object" },
  },
  required: ["service"],
};
const trigger = (userInputs?: JsonObject) => ({
  identifier: "start",
  config: { type: "SELF_SERVE_TRIGGER", ...(userInputs ? { userInputs } : {}) },
});

describe("the values of a form", () => {
  it("begins with defaults, and with what was sent last over them", () => {
    const opened = (last?: JsonObject) => shownValues(form, firstGiven(form, last));
    expect(opened()).toEqual({ replicas: 2, dryRun: false });
    expect(opened({ service: "api", replicas: 5, gone: 1 })).toEqual({
      service: "api",
      replicas: 5,
      dryRun: false,
    });
  });
  it("keeps an emptied input empty instead of giving its default back", () => {
    const given = withChange(form, { service: "api" }, "replicas", undefined);
    expect(checkForm(form, given)).toEqual({ inputs: { service: "api", dryRun: false, replicas: null } });
    expect(shownValues(form, firstGiven(form, { service: "api", replicas: null })).replicas).toBeNull();
  });
  it("names the input that a problem is about", () => {
    const checked = checkForm(form, { replicas: "many", extra: "{ nope" });
    const problems = "problems" in checked ? checked.problems : new Map<string, string>();
    expect([...problems.keys()].sort()).toEqual(["extra", "replicas", "service"]);
    expect(problems.get("extra")).toContain("is not JSON");
  });
  it("gathers the server's problems by input", () => {
    const problem = (at: string, message: string) => ({ code: "c", severity: "error" as const, at, message });
    expect(
      problemsByInput([
        problem("/inputs/a/0", "first"),
        problem("/inputs/a", "second"),
        problem("/nodes/1", "whole"),
      ]),
    ).toEqual(
      new Map([
        ["a", "first"],
        ["", "whole"],
      ]),
    );
  });
});

describe("a form in steps", () => {
  const steps: JsonObject = {
    properties: {
      kind: { type: "string", enum: ["vm", "db"] },
      size: {
        type: "number",
        default: { jqQuery: 'if .form.kind == "db" then 3 else 1 end' },
        dependsOn: ["kind"],
      },
      extra: { type: "object" },
      name: { type: "string" },
    },
    required: ["kind", "name"],
    steps: [
      {
        title: "What",
        order: ["kind", "size", "extra"],
        validations: [{ constraint: ".form.size < 10", message: "Too large" }],
      },
      { title: "Name", order: ["name"] },
    ],
  };
  it("is checked page by page, its rules after its inputs", () => {
    expect(checkPage(steps, {}, 0)).toEqual(new Map([["kind", "kind is required. Fill it in."]]));
    expect(checkPage(steps, { kind: "vm", size: 20 }, 0)).toEqual(new Map([["", "Too large"]]));
    expect(checkPage(steps, { kind: "vm", extra: "{" }, 0).get("extra")).toContain("is not JSON");
    expect(checkPage(steps, { kind: "vm" }, 0).size).toBe(0);
    expect(checkPage(steps, { kind: "vm" }, 1).size).toBe(1);
  });
  it("computes what depends on another input anew when that changes", () => {
    const vm = withChange(steps, { size: 2 }, "kind", "vm");
    expect(shownValues(steps, vm)).toMatchObject({ kind: "vm", size: 1 });
    const chosen = withChange(steps, vm, "size", 7);
    expect(shownValues(steps, withChange(steps, chosen, "name", "x"))).toMatchObject({ size: 7, name: "x" });
    expect(shownValues(steps, withChange(steps, chosen, "kind", "db"))).toMatchObject({ size: 3 });
  });
});

describe("starting without asking", () => {
  it("is possible without a form, with an empty form, and with last inputs that still fit", () => {
    expect(canStartWith(trigger(), undefined)).toEqual({});
    expect(canStartWith(trigger({ properties: {} }), undefined)).toEqual({});
    expect(canStartWith(trigger(form), { service: "api" })).toEqual({
      service: "api",
      replicas: 2,
      dryRun: false,
    });
  });
  it("is not possible before the first time, or when the form has changed since", () => {
    expect(canStartWith(trigger(form), undefined)).toBeUndefined();
    expect(canStartWith(trigger(form), { service: 7 })).toBeUndefined();
    const secret = {
      properties: { ...(form.properties as JsonObject), pin: { type: "string", encryption: "aes256-gcm" } },
    };
    expect(canStartWith(trigger(secret), { service: "api" })).toBeUndefined();
  });
});
