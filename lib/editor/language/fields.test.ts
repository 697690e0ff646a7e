import { describe, expect, it } from "vitest";
import { fieldKind } from "./fields";

const kind = (type: string, path: (string | number)[], value = "") =>
  fieldKind(["nodes", 0, ...path], type, value);

describe("fieldKind", () => {
  it("finds templates in an action's config, variables and links", () => {
    expect(kind("WEBHOOK", ["config", "url"])).toEqual({ syntax: "template", place: "config" });
    expect(kind("WEBHOOK", ["config", "body", "a", 3])).toEqual({ syntax: "template", place: "config" });
    expect(kind("WEBHOOK", ["variables", "id"])).toEqual({ syntax: "template", place: "variables" });
    expect(kind("WEBHOOK", ["links", 0])).toEqual({ syntax: "template", place: "variables" });
  });

  it("finds bare jq by the node type's schema", () => {
    expect(kind("CONDITION", ["config", "outlets", 0, "expression"])).toEqual({
      syntax: "jq",
      place: "config",
    });
    expect(kind("EVENT_TRIGGER", ["config", "condition", "expressions", 1])).toEqual({
      syntax: "jq",
      place: "event",
    });
    expect(
      kind("SELF_SERVE_TRIGGER", ["config", "userInputs", "properties", "a", "visible", "jqQuery"]),
    ).toEqual({ syntax: "jq", place: "form" });
    expect(
      kind("SELF_SERVE_TRIGGER", ["config", "userInputs", "properties", "a", "default", "jqQuery"]),
    ).toEqual({ syntax: "jq", place: "form" });
    expect(kind("SELF_SERVE_TRIGGER", ["config", "userInputs", "validations", 0, "constraint"])).toEqual({
      syntax: "jq",
      place: "form",
    });
  });

  it("leaves everything else alone", () => {
    expect(kind("WEBHOOK", ["identifier"])).toEqual({ syntax: "none" });
    expect(kind("WEBHOOK", ["config", "type"])).toEqual({ syntax: "none" });
    expect(kind("CONDITION", ["config", "outlets", 0, "title"])).toEqual({ syntax: "none" });
    expect(kind("SCHEDULE_TRIGGER", ["config", "cron"])).toEqual({ syntax: "none" });
    expect(fieldKind(["title"], "", "{{ x }}")).toEqual({ syntax: "none" });
  });

  it("takes a label's text for a template only when it has braces", () => {
    const label = ["config", "outlets", 0, "statusLabel", "text"];
    expect(kind("CONDITION", label, "Approved")).toEqual({ syntax: "none" });
    expect(kind("CONDITION", label, "{{ .x }}")).toEqual({ syntax: "template", place: "config" });
  });

  it("takes an unknown type's config for templates", () => {
    expect(kind("SOMETHING_NEW", ["config", "url"])).toEqual({ syntax: "template", place: "config" });
  });
});
