import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../base/json";
import { entityEvent } from "./event";
import { matchesCondition } from "./match";

const entity = (properties: JsonObject) => ({ identifier: "api", blueprint: "service", properties });
const event = {
  action: "UPDATE",
  diff: { before: entity({ tier: "gold", n: 1 }), after: entity({ tier: "gold", n: 2 }) },
  context: { blueprintIdentifier: "service", entityIdentifier: "api" },
};

describe("a condition", () => {
  const gold = '.diff.after.properties.tier == "gold"';
  const grown = ".diff.after.properties.n > .diff.before.properties.n";
  const silver = '.diff.after.properties.tier == "silver"';
  const broken = ".diff.after.properties.tier | keys";
  test.each<[string[], string | undefined, boolean | "error"]>([
    [[], undefined, true],
    [[], "or", true],
    [[gold, grown], undefined, true],
    [[gold, silver], undefined, false],
    [[gold, silver], "and", false],
    [[silver, gold], "or", true],
    [[silver, silver], "or", false],
    [[".diff.after.properties.n"], undefined, false],
    [["empty"], undefined, false],
    [[broken], undefined, "error"],
    [[broken, silver], "and", false],
    [[broken, gold], "and", "error"],
    [[broken, gold], "or", true],
    [[broken, silver], "or", "error"],
    [["(("], undefined, "error"],
    [["last(range(100000000)) > 0"], undefined, "error"],
  ])("%j joined by %s is %s", (expressions, combinator, expected) => {
    const condition = { type: "JQ", expressions, ...(combinator === undefined ? {} : { combinator }) };
    const matched = matchesCondition(condition, event);
    expect(matched.ok ? matched.value : "error").toBe(expected);
  });

  test("none is met, and an entity that was not there is null", () => {
    expect(matchesCondition(undefined, event)).toEqual({ ok: true, value: true });
    const created = { ...event, action: "CREATE", diff: { before: null, after: entity({}) } };
    const condition = { expressions: [".diff.before.properties.tier == null"] };
    expect(matchesCondition(condition, created)).toEqual({ ok: true, value: true });
  });
});

describe("the event object", () => {
  test.each<[string, JsonObject, string | undefined]>([
    ["an update", event, undefined],
    ["more than the known fields", { ...event, trigger: { by: "x" } }, undefined],
    ["no diff", { action: "UPDATE", context: event.context }, "diff"],
    ["an unknown action", { ...event, action: "MOVE" }, "action"],
    [
      "a deletion without what was",
      { ...event, action: "DELETE", diff: { before: null, after: null } },
      "diff.before",
    ],
    [
      "a creation without what is",
      { ...event, action: "CREATE", diff: { before: null, after: null } },
      "diff.after",
    ],
    ["a timer without its property", { ...event, action: "TIMER_EXPIRED" }, "context.propertyIdentifier"],
    ["an entity that is a text", { ...event, diff: { before: null, after: "api" } }, "diff.after"],
  ])("%s", (_, value, wrong) => {
    const parsed = entityEvent.safeParse(value);
    expect(parsed.error?.issues[0]?.path.join(".")).toBe(wrong);
    if (parsed.success) expect(parsed.data).toEqual(value);
  });
});
