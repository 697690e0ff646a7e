import { describe, expect, test } from "vitest";
import { maxDepth, readJson } from "./json-tree";
import { createLocator, locate, positionAt } from "./locate";
import { maxNodes, parseWorkflow, syntaxErrorOf } from "./parse";

const good = `{
  "identifier": "w",
  "nodes": [
    { "identifier": "t", "config": { "type": "SELF_SERVE_TRIGGER" } },
    { "identifier": "h", "config": { "type": "WEBHOOK", "url": "https://x.test" }, "unknown": [1,  2] }
  ],
  "connections": [{ "sourceIdentifier": "t", "targetIdentifier": "h" }]
}
`;

const codes = (text: string) => parseWorkflow(text).problems.map((problem) => problem.code);
const message = (text: string) => parseWorkflow(text).problems[0]?.message;

test("a current document comes out byte for byte", () => {
  const parsed = parseWorkflow(good);
  expect(parsed).toMatchObject({ upgraded: false, changes: [], problems: [], text: good });
  expect(parsed.document).toEqual(JSON.parse(good));
});

describe("strict JSON", () => {
  test.each([
    ["", "Line 1, column 1: The text is empty. A workflow is a JSON object with nodes."],
    ["{\n  // hi\n}", "Line 2, column 3: JSON has no comments. Remove this one."],
    ['{"a": 1,}', "Line 1, column 9: A comma stands before this closing brace. Remove the comma."],
    ["[1,]", "Line 1, column 4: A comma stands before this closing bracket. Remove the comma."],
    ['{"a" 1}', 'Line 1, column 6: A colon is missing before "1".'],
    ['{"a": 1 "b": 2}', 'Line 1, column 9: A comma or } is expected before the text "b".'],
    ["{'a': 1}", "Line 1, column 2: A key in double quotes is expected here, not \"'a'\"."],
    ['{"a": nope}', 'Line 1, column 7: A value is expected here, not "nope".'],
    ['{"a": 01}', 'Line 1, column 8: A comma or } is expected before "1".'],
    ['{"a": "x', "Line 1, column 7: This text has no closing quote on its line."],
    [
      '{"a": "\\q"}',
      'Line 1, column 7: This escape is not known; a backslash may stand before " \\ / b f n r t u.',
    ],
    ['{"a": [1', "Line 1, column 9: The text ends inside a list; ] is missing."],
    ["{} {}", "Line 1, column 4: The document is over before {. Remove what follows it."],
    ["[1, 2]", "A workflow is a JSON object with nodes; this text is a list."],
    ["null", "A workflow is a JSON object with nodes; this text is null."],
  ])("%j", (text, expected) => expect(message(text)).toBe(expected));

  test("accepts and refuses exactly what JSON.parse does", () => {
    const texts = [
      '{"a":[1,-0,1.5e+3,"\\u0041",true,false,null,{}]}',
      "1",
      "-",
      "1.",
      "1e",
      "\t[ ]\r\n",
      '"\u0001"',
      "[1 2]",
      "[,]",
      "tru",
      '{"a":}',
      "{,}",
      '"\u2028"',
      "\u00a0[]",
    ];
    for (const text of texts) {
      let native = true;
      try {
        JSON.parse(text);
      } catch {
        native = false;
      }
      expect(readJson(text).error === undefined, JSON.stringify(text)).toBe(native);
    }
  });

  test("a syntax error has a place for a marker", () => {
    expect(syntaxErrorOf('{\n "a": x\n}')).toMatchObject({ line: 2, column: 7, offset: 8, length: 1 });
    expect(syntaxErrorOf(good)).toBeUndefined();
  });
});

describe("hostile text", () => {
  test("deep nesting is refused, not a crash", () => {
    for (const text of [
      "[".repeat(1_000_000),
      '{"a":'.repeat(500_000),
      `${"[".repeat(maxDepth + 1)}${"]".repeat(maxDepth + 1)}`,
    ])
      expect(message(text)).toContain(`deeper than ${maxDepth} levels`);
  });
  test("more than 5 MB", () => {
    expect(codes(`{"nodes":[],"x":"${"é".repeat(2_600_000)}"}`)).toEqual(["limit/size"]);
    expect(message("x".repeat(10_000_000))).toBe(
      "The text is 10.0 MB long; Slipway takes at most 5 MB. Split the workflow.",
    );
  });
  test("more than 2,000 nodes", () => {
    const nodes = Array.from({ length: maxNodes + 1 }, (_, at) => ({
      identifier: `n${at}`,
      config: { type: "DELAY" },
    }));
    const parsed = parseWorkflow(JSON.stringify({ identifier: "w", nodes }));
    expect(parsed.document).toBeUndefined();
    expect(parsed.problems).toMatchObject([{ code: "limit/nodes", at: "/nodes" }]);
  });
  test("__proto__ is a key like any other", () => {
    const text = '{"identifier":"w","nodes":[],"__proto__":{"x":1}}';
    const parsed = parseWorkflow(text);
    expect(parsed.text).toBe(text);
    expect(Object.hasOwn(parsed.document ?? {}, "__proto__")).toBe(true);
  });
});

test("duplicate keys are a warning that names both lines", () => {
  const parsed = parseWorkflow('{\n"identifier":"a",\n"nodes":[],\n"identifier":"b"}');
  expect(parsed.problems).toMatchObject([
    { code: "json/duplicate-key", severity: "warning", at: "/identifier" },
  ]);
  expect(parsed.problems[0]?.message).toContain("on line 2 and line 4");
  expect(parsed.document?.identifier).toBe("b");
});

test("what no canvas can show has problems and no document", () => {
  const parsed = parseWorkflow(
    '{"identifier":"w","nodes":[3,{"identifier":"a"},{"config":{"type":"WEBHOOK","url":"x"}}]}',
  );
  expect(parsed.document).toBeUndefined();
  expect(parsed.problems.map((problem) => problem.at)).toEqual(["/nodes/0", "/nodes/1", "/nodes/2"]);
  expect(codes("{}")).toContain("schema/missing");
});

describe("an API reply", () => {
  const reply = `{\n  "ok": true,\n  "workflow": ${good.trim().replaceAll("\n", "\n  ")}\n}`;
  test("gives its workflow, moved to the left", () => {
    const parsed = parseWorkflow(reply);
    expect(parsed.text).toBe(good.trim());
    expect(parsed.changes).toEqual(["The workflow was taken out of an API reply (/workflow)."]);
    expect(parsed.upgraded).toBe(true);
  });
  test("of several workflows is not guessed at", () => {
    expect(codes('{"ok":true,"workflows":[{},{}]}')).toEqual(["document/envelope"]);
    expect(parseWorkflow(`{"ok":true,"workflows":[${good}]}`).document?.identifier).toBe("w");
  });
});

test("a byte order mark is removed, and said", () => {
  const parsed = parseWorkflow(`\uFEFF${good}`);
  expect(parsed).toMatchObject({ text: good, upgraded: true });
});

describe("places", () => {
  test("offset, line and column of a pointer", () => {
    expect(locate(good, "/nodes/1/config/url")).toEqual({
      offset: good.indexOf('"https'),
      length: 16,
      line: 5,
      column: 64,
    });
    expect(locate(good, "/nodes/1/config/url", { key: true })).toMatchObject({ line: 5, length: 5 });
    expect(locate(good, "")).toMatchObject({ offset: 0, line: 1, column: 1 });
  });
  test("a place that is missing gives the nearest parent", () => {
    expect(locate(good, "/nodes/0/config/userInputs/properties")).toEqual(locate(good, "/nodes/0/config"));
  });
  test("a span inside a string minds its escapes", () => {
    const text = '{"a":"x\\n\\u0041{{ .b }}"}';
    const found = createLocator(text)?.locateSpan("/a", { start: 3, end: 11 });
    expect(text.slice(found?.offset, (found?.offset ?? 0) + (found?.length ?? 0))).toBe("{{ .b }}");
  });
  test("the pointer at an offset", () => {
    expect(createLocator(good)?.pointerAt(good.indexOf("https"))).toBe("/nodes/1/config/url");
    expect(createLocator(good)?.pointerAt(0)).toBe("");
  });
  test("all line ends count", () => expect(positionAt("a\r\nb\rc\nd", 7)).toEqual({ line: 4, column: 1 }));
});
