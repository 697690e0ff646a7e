import { describe, expect, test } from "vitest";
import type { WorkflowDocument } from "../workflow/document";
import {
  followPins,
  holdsMask,
  type LostPin,
  mockOf,
  type PinChoices,
  pinsSentence,
  pinsText,
  pinsToSend,
  readChoices,
} from "./pins";

const hook = (identifier: string, url = "https://example.com") => ({
  identifier,
  config: { type: "WEBHOOK", url },
});
const documentOf = (...nodes: object[]) => ({ identifier: "flow", nodes }) as unknown as WorkflowDocument;
const start = { identifier: "start", config: { type: "SELF_SERVE_TRIGGER" } };

describe("what a test run leaves out", () => {
  const choices: PinChoices = {
    a: { output: null },
    b: { output: 1, disabled: true },
    start: { output: {} },
    gone: { disabled: true },
    c: { output: 2, outlet: "yes" },
  };

  test("is sent of nodes that are there; disabled wins over a pinned output", () => {
    const sent = pinsToSend(documentOf(start, hook("a"), hook("b"), hook("c")), choices);
    expect(JSON.parse(JSON.stringify(sent))).toEqual({
      a: { output: null },
      b: { disabled: true },
      // A webhook has no outlets, whatever stood there when it was chosen.
      c: { output: 2 },
    });
    expect(pinsText(sent)).toBe("2 pinned, 1 disabled");
    expect(pinsSentence(sent)).toBe("2 nodes with a pinned output and 1 disabled node");
  });

  test("is told of each node", () => {
    expect(["a", "b", "other", "constructor"].map((node) => mockOf(choices, node))).toEqual([
      "pinned",
      "disabled",
      undefined,
      undefined,
    ]);
    expect(pinsText({})).toBe("");
  });

  test("is read back from the browser as far as it makes sense", () => {
    const kept = { ...choices, __x: 5, none: { outlet: "yes" }, odd: { disabled: "yes", output: [] } };
    expect(readChoices(JSON.parse(JSON.stringify(kept)))).toEqual({ ...choices, odd: { output: [] } });
    for (const nonsense of [undefined, null, [], "x"]) expect(readChoices(nonsense)).toEqual({});
  });

  test("knows a mask anywhere in a value", () => {
    expect(holdsMask({ a: [{ b: "Bearer ‹secret:TOKEN›" }] })).toBe(true);
    expect(holdsMask({ a: "‹b›", secret: "x" })).toBe(false);
  });
});

describe("a change of the document", () => {
  const before = documentOf(start, hook("a"), hook("b"));
  const choices: PinChoices = { a: { output: 1 }, b: { disabled: true } };

  test("that renames a node takes its choice along", () => {
    const after = documentOf(start, hook("first"), hook("b"));
    const lost = new Map<string, LostPin>();
    const followed = followPins(choices, before, after, lost);
    expect(followed).toEqual({ first: { output: 1 }, b: { disabled: true } });
    expect(followPins(followed, after, before, lost)).toEqual(choices);
  });

  test("that removes a node drops its choice, and the node that comes back as it was has it again", () => {
    const lost = new Map<string, LostPin>();
    const after = documentOf(start, hook("b"));
    const followed = followPins(choices, before, after, lost);
    expect(followed).toEqual({ b: { disabled: true } });
    expect(followPins(followed, after, before, lost)).toEqual(choices);
    // Another node of that name is another node.
    const again = followPins(choices, before, after, lost);
    expect(followPins(again, after, documentOf(start, hook("a", "https://other.com"), hook("b")), lost)).toBe(
      again,
    );
  });

  test("that concerns other things changes nothing", () => {
    const after = documentOf(start, hook("a", "https://changed.com"), hook("b"), hook("c"));
    expect(followPins(choices, before, after, new Map())).toBe(choices);
  });
});
