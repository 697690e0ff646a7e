import { describe, expect, it } from "vitest";
import type { JsonObject } from "@/lib/base/json";
import { canStartWith, checkForm, firstValues, problemsByInput, withValue } from "./form-values";

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
    expect(firstValues(form, undefined)).toEqual({ replicas: 2, dryRun: false });
    expect(firstValues(form, { service: "api", replicas: 5 })).toEqual({
      service: "api",
      replicas: 5,
      dryRun: false,
    });
  });
  it("keeps an emptied input empty instead of giving its default back", () => {
    const values = withValue(firstValues(form, { service: "api" }), "replicas", undefined);
    expect(checkForm(form, values)).toEqual({ inputs: { service: "api", dryRun: false, replicas: null } });
    expect(firstValues(form, { service: "api", replicas: null }).replicas).toBeNull();
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

describe("starting without asking", () => {
  it("is possible without a form, with an empty form, and with last inputs that still fit", () => {
    expect(canStartWith(trigger(), undefined)).toEqual({});
    expect(canStartWith(trigger({ properties: {} }), undefined)).toEqual({});
    expect(canStartWith(trigger(form), { service: "api" })).toEqual({ service: "api", replicas: 2 });
  });
  it("is not possible before the first time, or when the form has changed since", () => {
    expect(canStartWith(trigger(form), undefined)).toBeUndefined();
    expect(canStartWith(trigger(form), { service: 7 })).toBeUndefined();
  });
});
