import { describe, expect, test } from "vitest";
import type { WorkflowDocument } from "../workflow/document";
import { type AskedPin, bytesOf, MAX_PINNED_BYTES, readPins } from "./pins";

const outlet = (identifier: string) => ({ identifier, title: "", expression: "true" });
const button = (identifier: string) => ({ identifier, evaluationMethod: "button", numOfResponders: 1 });
const document = {
  identifier: "flow",
  nodes: [
    { identifier: "start", config: { type: "SELF_SERVE_TRIGGER" } },
    { identifier: "hook", config: { type: "WEBHOOK", url: "https://example.com" } },
    { identifier: "__proto__", config: { type: "DELAY" } },
    { identifier: "which", config: { type: "CONDITION", outlets: [outlet("prod"), outlet("dev")] } },
    { identifier: "otherwise", config: { type: "CONDITION", outlets: [] } },
    { identifier: "ask", config: { type: "INPUT", outlets: [button("yes"), button("no")] } },
  ],
  connections: [],
} as unknown as WorkflowDocument;

const read = (asked: Record<string, AskedPin>) => readPins(document, asked);
const refusal = (asked: Record<string, AskedPin>) => {
  const result = read(asked);
  if (result.ok) throw new Error("It was not refused.");
  return result.error.map(({ code, at, message }) => `${code} ${at} ${message}`);
};

describe("pins of a test run", () => {
  test("an output is any JSON, and null is one", () => {
    const asked: Record<string, AskedPin> = { hook: { output: null }, ask: { output: [1], outlet: "no" } };
    expect(read(asked)).toEqual({ ok: true, value: asked });
  });

  test("a way is taken by itself where there is but one", () => {
    expect(read({ hook: { disabled: true }, otherwise: { disabled: true } })).toEqual({
      ok: true,
      value: { hook: { disabled: true }, otherwise: { disabled: true, fallback: true } },
    });
  });

  test("the fallback is a way like the outlets", () => {
    expect(read({ which: { disabled: true, fallback: true } })).toMatchObject({ ok: true });
    expect(refusal({ ask: { disabled: true, fallback: true } })).toEqual([
      'pins/outlet /pins/ask/outlet "ask" has no fallback. Choose one of "yes", "no".',
    ]);
  });

  test("a node with a name of the language is a node like any other", () => {
    const asked = JSON.parse('{"__proto__": {"output": 1}}') as Record<string, AskedPin>;
    const result = read(asked);
    expect(result.ok && Object.entries(result.value)).toEqual([["__proto__", { output: 1 }]]);
    expect(refusal({ constructor: { disabled: true } as AskedPin })).toHaveLength(1);
  });

  test.each<[string, AskedPin, RegExp]>([
    ["gone", { disabled: true }, /^pins\/unknown-node \/pins\/gone No node is called "gone"/],
    ["start", { output: {} }, /^pins\/trigger \/pins\/start "start" is a trigger/],
    ["hook", {}, /^pins\/empty \/pins\/hook /],
    ["hook", { output: 1, disabled: true }, /^pins\/both \/pins\/hook /],
    ["hook", { output: 1, outlet: "prod" }, /"hook" has no outlets, so it has no outlet "prod" either/],
    [
      "which",
      { output: 1 },
      /\/pins\/which\/outlet "which" has several ways out.*"prod", "dev", fallback\.$/,
    ],
    ["which", { disabled: true, outlet: "test" }, /has no outlet "test"\. Choose one of "prod", "dev"/],
    ["which", { disabled: true, outlet: "dev", fallback: true }, /an outlet or the fallback, not both/],
    ["ask", { disabled: true }, /"ask" has several ways out.*: "yes", "no"\.$/],
  ])("refuses %s %j", (name, asked, words) => {
    expect(refusal({ [name]: asked })).toEqual([expect.stringMatching(words)]);
  });

  test("says all that is wrong at once", () => {
    expect(
      refusal({ gone: { disabled: true }, start: { disabled: true }, which: { output: 1 } }),
    ).toHaveLength(3);
  });

  test("counts the bytes of all outputs together", () => {
    // Two quotes, and two bytes for each letter.
    const half = "é".repeat(MAX_PINNED_BYTES / 4 - 1);
    expect(bytesOf(half)).toBe(MAX_PINNED_BYTES / 2);
    expect(read({ hook: { output: half }, otherwise: { output: half } })).toMatchObject({ ok: true });
    expect(refusal({ hook: { output: half }, otherwise: { output: `${half}.` } })).toEqual([
      `pins/too-large /pins The pinned outputs have ${MAX_PINNED_BYTES + 1} bytes together; a test run takes at most ${MAX_PINNED_BYTES}. Shorten or unpin some.`,
    ]);
  });
});
