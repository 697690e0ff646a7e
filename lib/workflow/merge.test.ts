import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { isJsonObject, type Json, type JsonObject } from "../base/json";
import { addNode, connect, removeNode, setNodeConfig, setTitle } from "./commands";
import { mergeBeside, mergeTexts } from "./merge";
import { renameNode } from "./rename";

const base = `{
  "identifier": "w",   "title": "W",
  "nodes": [
    {"identifier": "trigger", "config": {"type": "SELF_SERVE_TRIGGER"}},
    {"identifier": "a", "config": {"type": "WEBHOOK", "url": "https://a.test", "method": "GET"}},
    {"identifier": "b", "config": {"type": "WEBHOOK", "url": "{{ .outputs.a.response.data.id }}"}}
  ],
  "connections": [
    {"sourceIdentifier": "trigger", "targetIdentifier": "a"},
    {"sourceIdentifier": "a", "targetIdentifier": "b"}
  ]
}
`;
const c = { identifier: "c", config: { type: "WEBHOOK", url: "https://c.test" } };
const url = (text: string, node: string, value: string) => setNodeConfig(text, node, "/url", value);
const names = (text: string): string[] =>
  (JSON.parse(text) as { nodes: { identifier: string }[] }).nodes.map(({ identifier }) => identifier);
const ways = (text: string): string[] =>
  (JSON.parse(text) as { connections: JsonObject[] }).connections.map(
    (each) => `${each.sourceIdentifier}>${each.targetIdentifier}`,
  );

describe("without a conflict", () => {
  it("brings another node's field into my text and leaves every other byte", () => {
    const mine = base.replace('"title": "W"', '"title": "Mine"');
    const theirs = JSON.stringify(JSON.parse(url(base, "b", "https://theirs.test")), null, 4);
    expect(mergeTexts({ base, mine, theirs })).toMatchObject({
      text: mine.replace('"{{ .outputs.a.response.data.id }}"', '"https://theirs.test"'),
      conflicts: [],
    });
  });

  it("takes two fields of one node from two sides", () => {
    const merged = mergeTexts({
      base,
      mine: url(base, "a", "https://mine.test"),
      theirs: setNodeConfig(base, "a", "/method", "PUT"),
    });
    expect(merged?.conflicts).toEqual([]);
    expect(merged?.text).toContain('"url": "https://mine.test", "method": "PUT"');
  });

  it("adds nodes of both, at their place, with their connections", () => {
    const mine = connect(addNode(base, { ...c, identifier: "mine" }), { source: "b", target: "mine" });
    const theirs = connect(addNode(base, { ...c, identifier: "trigger_2" }), {
      source: "trigger_2",
      target: "a",
    });
    const merged = mergeTexts({ base, mine, theirs })!;
    expect(merged.conflicts).toEqual([]);
    expect(names(merged.text)).toEqual(["trigger", "a", "b", "trigger_2", "mine"]);
    expect(ways(merged.text)).toEqual(["trigger>a", "a>b", "trigger_2>a", "b>mine"]);
  });

  it("keeps both of two nodes that came under the same name", () => {
    const mine = connect(addNode(base, { ...c, title: "Mine" }), { source: "b", target: "c" });
    const merged = mergeTexts({ base, mine, theirs: addNode(base, c) })!;
    expect(names(merged.text)).toEqual(["trigger", "a", "b", "c", "c_2"]);
    expect(ways(merged.text)).toContain("b>c_2");
    expect([...merged.renamed.mine]).toEqual([["c", "c_2"]]);
    const moved = { base: {}, mine: { c: { x: 1, y: 1 } }, theirs: { c: { x: 2, y: 2 } } };
    expect(mergeBeside(moved, merged.renamed)).toEqual({ c: { x: 2, y: 2 }, c_2: { x: 1, y: 1 } });
  });

  it("follows a rename into what the other side changed, from either side", () => {
    const renamed = renameNode(base, "a", "call");
    const changed = url(base, "a", "https://new.test");
    for (const [mine, theirs] of [
      [renamed, changed],
      [changed, renamed],
    ] as const) {
      const merged = mergeTexts({ base, mine, theirs })!;
      expect(merged.conflicts).toEqual([]);
      expect(merged.text).toBe(url(renamed, "call", "https://new.test"));
    }
  });

  it("merges lists of words as sets, behind what they stood behind", () => {
    const tags = (list: string[]) => `{"nodes": [], "tags": ${JSON.stringify(list)}}`;
    const merged = mergeTexts({
      base: tags(["a", "b", "c"]),
      mine: tags(["b", "c", "mine"]),
      theirs: tags(["a", "theirs", "b"]),
    })!;
    expect(merged.conflicts).toEqual([]);
    expect(JSON.parse(merged.text).tags).toEqual(["b", "mine", "theirs"]);
  });

  it("drops a node that one side removed and the other left alone", () => {
    const merged = mergeTexts({ base, mine: url(base, "a", "x"), theirs: removeNode(base, "b") })!;
    expect(merged.conflicts).toEqual([]);
    expect(names(merged.text)).toEqual(["trigger", "a"]);
    expect(ways(merged.text)).toEqual(["trigger>a"]);
  });
});

describe("with a conflict", () => {
  it("names the place, keeps mine and takes theirs when it is chosen", () => {
    const texts = {
      base,
      mine: url(base, "a", "https://mine.test"),
      theirs: url(base, "a", "https://t.test"),
    };
    const merged = mergeTexts(texts)!;
    expect(merged.text).toBe(texts.mine);
    expect(merged.conflicts).toEqual([
      {
        id: "/nodes/a/config/url",
        path: ["nodes", "a", "config", "url"],
        base: "https://a.test",
        mine: "https://mine.test",
        theirs: "https://t.test",
      },
    ]);
    expect(mergeTexts(texts, { "/nodes/a/config/url": "theirs" })?.text).toBe(texts.theirs);
  });

  it("asks about a node that is removed here and changed there, with its connections", () => {
    const texts = { base, mine: removeNode(base, "b"), theirs: url(base, "b", "https://t.test") };
    const merged = mergeTexts(texts)!;
    expect(merged.conflicts.map(({ id }) => id)).toEqual(["/nodes/b"]);
    expect(merged.text).toBe(texts.mine);
    const kept = mergeTexts(texts, { "/nodes/b": "theirs" })!;
    expect(JSON.parse(kept.text)).toEqual(JSON.parse(texts.theirs));
    const other = mergeTexts({ ...texts, mine: texts.theirs, theirs: texts.mine }, { "/nodes/b": "theirs" })!;
    expect(JSON.parse(other.text)).toEqual(JSON.parse(texts.mine));
  });

  it("asks about a node that is removed here and connected anew there, and leaves no loose end", () => {
    const theirs = connect(addNode(base, c), { source: "b", target: "c" });
    const merged = mergeTexts({ base, mine: removeNode(base, "b"), theirs })!;
    expect(merged.conflicts.map(({ id }) => id)).toEqual(["/nodes/b"]);
    expect(names(merged.text)).toEqual(["trigger", "a", "c"]);
    expect(ways(merged.text)).toEqual(["trigger>a"]);
  });

  it("asks where one way out leads to two nodes, and which of two new names stands", () => {
    const more = addNode(addNode(base, c), { ...c, identifier: "d" });
    const merged = mergeTexts({
      base: more,
      mine: renameNode(connect(more, { source: "a", target: "c" }), "d", "mine"),
      theirs: renameNode(connect(more, { source: "a", target: "d" }), "d", "theirs"),
    })!;
    expect(merged.conflicts.map(({ id }) => id)).toEqual([
      "/nodes/d/identifier",
      "/connections/a/targetIdentifier",
    ]);
    expect(names(merged.text)).toEqual(["trigger", "a", "b", "c", "mine"]);
  });

  it("takes a config whole when its type changed", () => {
    const theirs = base.replace(
      '{"type": "WEBHOOK", "url": "https://a.test", "method": "GET"}',
      '{"type": "SLACK", "text": "x"}',
    );
    const merged = mergeTexts({ base, mine: url(base, "a", "https://mine.test"), theirs })!;
    expect(merged.conflicts.map(({ id }) => id)).toEqual(["/nodes/a/config"]);
  });
});

it("says that texts which are no JSON cannot be merged, unless only one side changed", () => {
  expect(mergeTexts({ base, mine: base.slice(0, 20), theirs: url(base, "a", "x") })).toBeUndefined();
  expect(mergeTexts({ base, mine: "{", theirs: base })?.text).toBe("{");
  expect(mergeTexts({ base, mine: base, theirs: "{" })?.text).toBe("{");
});

it("is not fooled by keys of the object prototype", () => {
  const mine = '{"nodes": [], "a": 1}';
  const theirs = '{"nodes": [], "__proto__": {"x": 1}, "toString": 2}';
  const merged = mergeTexts({ base: '{"nodes": []}', mine, theirs })!;
  expect(merged.text).toBe('{"nodes": [], "a": 1, "__proto__": { "x": 1 }, "toString": 2}');
});

test("positions are merged per node, mine where both moved one", () => {
  const at = (x: number, y: number) => ({ x, y });
  expect(
    mergeBeside({
      base: { a: at(0, 0), b: at(0, 0), gone: at(0, 0) },
      mine: { a: at(5, 0), b: at(0, 0), gone: at(0, 0), new: at(1, 1) },
      theirs: { a: at(0, 7), b: at(9, 9) },
    }),
  ).toEqual({ a: at(5, 0), b: at(9, 9), new: at(1, 1) });
});

/** One thing that somebody does to a workflow; `who` keeps what the two sides add apart. */
type Edit = (text: string, who: string) => string;
const pick = fc.nat(7);
const node = (at: number) => `n${at}`;
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(pick, fc.string()).map(
    ([at, value]): Edit =>
      (text) =>
        url(text, node(at), value),
  ),
  fc.tuple(pick, fc.string()).map(
    ([at, value]): Edit =>
      (text) =>
        setTitle(text, node(at), value),
  ),
  pick.map(
    (at): Edit =>
      (text) =>
        removeNode(text, node(at)),
  ),
  pick.map(
    (at): Edit =>
      (text, who) =>
        names(text).includes(`${who}${at}`) ? text : addNode(text, { ...c, identifier: `${who}${at}` }),
  ),
  fc.tuple(pick, pick).map(
    ([a, b]): Edit =>
      (text) =>
        names(text).includes(node(a)) && names(text).includes(node(b))
          ? connect(text, { source: node(a), target: node(b) })
          : text,
  ),
  fc.tuple(pick, pick).map(
    ([a, b]): Edit =>
      (text) =>
        renameNode(text, node(a), `r${b}`),
  ),
);
const edits = fc.array(edit, { maxLength: 6 });
const start = JSON.stringify(
  {
    identifier: "w",
    nodes: Array.from({ length: 8 }, (_, at) => ({ ...c, identifier: node(at) })),
    connections: Array.from({ length: 7 }, (_, at) => ({
      sourceIdentifier: node(at),
      targetIdentifier: node(at + 1),
    })),
  },
  null,
  2,
);
const done = (list: Edit[], who: string) => list.reduce((text, one) => one(text, who), start);

/** Without the order of keys and of lists, which means nothing in a workflow. */
function unordered(value: Json): Json {
  if (Array.isArray(value))
    return value.map(unordered).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, unordered(value[key]!)]),
  );
}

test("a side that changed nothing gives the other side, byte for byte", () => {
  fc.assert(
    fc.property(edits, (list) => {
      const changed = done(list, "x");
      expect(mergeTexts({ base: start, mine: changed, theirs: start })?.text).toBe(changed);
      expect(mergeTexts({ base: start, mine: start, theirs: changed })?.text).toBe(changed);
    }),
  );
});

test("changes that do not meet give the same workflow from either side", () => {
  fc.assert(
    fc.property(edits, edits, (first, second) => {
      const [a, b] = [done(first, "x"), done(second, "y")];
      const here = mergeTexts({ base: start, mine: a, theirs: b })!;
      const there = mergeTexts({ base: start, mine: b, theirs: a })!;
      expect(here.conflicts.length === 0).toBe(there.conflicts.length === 0);
      fc.pre(here.conflicts.length === 0);
      // Two nodes that got one name are told apart by whose gave way.
      fc.pre(here.renamed.mine.size === 0 && there.renamed.mine.size === 0);
      expect(unordered(JSON.parse(here.text))).toEqual(unordered(JSON.parse(there.text)));
    }),
    { numRuns: 400 },
  );
});

test("no node is lost but one that a side removed, and none is there twice", () => {
  fc.assert(
    fc.property(edits, edits, fc.boolean(), (first, second, takeTheirs) => {
      const [mine, theirs] = [done(first, "x"), done(second, "y")];
      const { conflicts } = mergeTexts({ base: start, mine, theirs })!;
      const choices = Object.fromEntries(
        conflicts.map(({ id }) => [id, takeTheirs ? "theirs" : "mine"] as const),
      );
      const merged = mergeTexts({ base: start, mine, theirs }, choices)!;
      const result = names(merged.text);
      expect(new Set(result).size).toBe(result.length);
      const [old, ours, other] = [start, mine, theirs].map((text) => new Set(names(text)));
      const now = (side: "mine" | "theirs", name: string) => merged.renamed[side].get(name) ?? name;
      for (const name of ours!)
        if (!old!.has(name) || other!.has(name)) expect(result).toContain(now("mine", name));
      for (const name of other!)
        if (!old!.has(name) || ours!.has(name)) expect(result).toContain(now("theirs", name));
      const { connections } = JSON.parse(merged.text) as { connections: { [end: string]: string }[] };
      for (const { sourceIdentifier, targetIdentifier } of connections) {
        expect(result).toContain(sourceIdentifier);
        expect(result).toContain(targetIdentifier);
      }
    }),
    { numRuns: 600 },
  );
});
