import { describe, expect, test } from "vitest";
import { addRow, isShownRow, moveRow, queryTable, removeRow, writeRow } from "./query-rows";
import { decodePart, encodePart, readUrl, writeUrl } from "./url-query";

/** A URL, and the names and values that its table shows. A name alone has no `=`. */
const urls: readonly (readonly [url: string, ...rows: string[]])[] = [
  ["https://x.test"],
  ["https://x.test/"],
  [""],
  ["   "],
  ["{{ .outputs.trigger.url }}"],
  ["https://x.test/?"],
  ["https://x.test/?&"],
  ["https://x.test/?a=1", "a=1"],
  ["https://x.test?a=1", "a=1"],
  ["x.test?a=1&b=2", "a=1", "b=2"],
  ["?a=1", "a=1"],
  ["a=1"],
  ["https://x.test/?a", "a"],
  ["https://x.test/?a=", "a="],
  ["https://x.test/?=1", "=1"],
  ["https://x.test/?=", "="],
  ["https://x.test/?a&b", "a", "b"],
  ["https://x.test/?a=1&a=2&a=3", "a=1", "a=2", "a=3"],
  ["https://x.test/?a=1&&b=2", "a=1", "b=2"],
  ["https://x.test/?&a=1&", "a=1"],
  ["https://x.test/?a=b=c", "a=b=c"],
  ["https://x.test/?a==", "a=="],
  ["https://x.test/?a=1?b=2", "a=1?b=2"],
  ["https://x.test/#part"],
  ["https://x.test/#part?a=1"],
  ["https://x.test/?a=1#part", "a=1"],
  ["https://x.test/?a=1#", "a=1"],
  ["https://x.test/?a=1#part?b=2#c", "a=1"],
  ["https://x.test/?#part"],
  ["https://x.test/?a=%20b", "a= b"],
  ["https://x.test/?a=b+c", "a=b c"],
  ["https://x.test/?a=b%2Bc", "a=b+c"],
  ["https://x.test/?a%20b=1", "a b=1"],
  ["https://x.test/?a=%C3%BC", "a=ü"],
  ["https://x.test/?a=%c3%bc", "a=ü"],
  ["https://x.test/?a=ü", "a=ü"],
  ["https://x.test/?a=%F0%9F%9A%80", "a=🚀"],
  ["https://x.test/?a=%FC", "a=%FC"],
  ["https://x.test/?a=%C3%28", "a=%C3("],
  ["https://x.test/?a=%E2%82", "a=%E2%82"],
  ["https://x.test/?a=100%", "a=100%"],
  ["https://x.test/?a=%zz%4", "a=%zz%4"],
  ["https://x.test/?a=%25", "a=%"],
  ["https://x.test/?a=%26b%3D1%23", "a=&b=1#"],
  ["https://x.test/?filter[x]=1&ids[]=2", "filter[x]=1", "ids[]=2"],
  ["https://x.test/?filter%5Bx%5D=1", "filter[x]=1"],
  ['https://x.test/?q={"a":1}', 'q={"a":1}'],
  ["https://x.test/?q=%7B%22a%22%3A1%7D", 'q={"a":1}'],
  ["https://x.test/?q=%7B%7B%20.a%20%7D%7D", "q=%7B%7B .a %7D%7D"],
  ["https://x.test/?q=%7b%7b", "q=%7B%7B"],
  ["https://x.test/?q={%7B.x}}", "q=%7B%7B.x}}"],
  ["https://x.test/?q=%7B{{ .a }}%7D", "q=%7B{{ .a }}%7D"],
  ["https://x.test/?a={{ .outputs.trigger.n }}", "a={{ .outputs.trigger.n }}"],
  ["https://x.test/?{{ .a }}={{ .b }}", "{{ .a }}={{ .b }}"],
  ["https://x.test/?{{ .query }}", "{{ .query }}"],
  ["https://x.test/?{{ .query }}&b=2", "{{ .query }}", "b=2"],
  ['https://x.test/?a={{ "&b=1#?" }}&c=2', 'a={{ "&b=1#?" }}', "c=2"],
  ['https://x.test/{{ .a // "?" }}/b?c={{ .d | @uri }}', "c={{ .d | @uri }}"],
  ['{{ .base + "#" }}?a=1#{{ .b }}', "a=1"],
  ["https://x.test/?a={{ .b == 1 }}", "a={{ .b == 1 }}"],
  ["https://x.test/?a=1+{{ .b + 2 }}%20c", "a=1 {{ .b + 2 }} c"],
  ["https://x.test/?a={{ {b: 1}.b }}&c=2", "a={{ {b: 1}.b }}", "c=2"],
  ['https://x.test/?a={{ "}}" }}&c=2', 'a={{ "}}" }}', "c=2"],
  ['https://x.test/?a={{ .b | @text "%20 \\(.c)" }}', 'a={{ .b | @text "%20 \\(.c)" }}'],
  ["https://x.test/?a={{ .b", "a={{ .b"],
  ["https://x.test/?a={{ .b&c=1#d", "a={{ .b&c=1#d"],
  ["https://x.test/{{ .b?c=1"],
  ["https://x.test/?a={{ {{ }}&b=1", "a={{ {{ }}&b=1"],
  ["https://x.test/?a=}}&b=1", "a=}}", "b=1"],
  ['https://x.test/?q={"a":{"b":1}}&c=2', 'q={"a":{"b":1}}', "c=2"],
  ["https://x.test/?a=1\n&b=2 ", "a=1\n", "b=2 "],
  ["https://x.test/?a;b=1", "a;b=1"],
  ["https://user:p%40ss@x.test:8080/a%2Fb/?c=1", "c=1"],
  ["https://x.test/?__proto__=1&constructor=2", "__proto__=1", "constructor=2"],
  ["https://x.test/?a=\ud800", "a=\ud800"],
  ["https://x.test/?a=b%00c", "a=b\0c"],
];

const shownOf = (url: string) =>
  queryTable(url)
    .rows.filter(isShownRow)
    .map(({ name, value, raw }) => (raw?.value === undefined ? name : `${name}=${value}`));

const templatesOf = (text: string) => text.match(/\{\{.*?\}\}/g) ?? [];

describe("a URL's query", () => {
  test("there are many of them", () => expect(urls.length).toBeGreaterThan(60));

  test.each(urls)("%j", (url, ...rows) => {
    expect(writeUrl(readUrl(url))).toBe(url);
    expect(queryTable(url).url).toBe(url);
    expect(shownOf(url)).toEqual(rows);
  });

  test.each(urls)("%j: what is written from what is shown reads the same, with the same templates", (url) => {
    for (const { name, value } of readUrl(url).params ?? [])
      for (const [raw, part] of [
        [name, "name"],
        [value ?? "", "value"],
      ] as const) {
        const again = encodePart(decodePart(raw), part);
        expect(decodePart(again)).toBe(decodePart(raw).toWellFormed());
        expect(templatesOf(again)).toEqual(templatesOf(raw));
        // A second time changes nothing more.
        expect(encodePart(decodePart(again), part)).toBe(again);
      }
  });

  test.each([
    ["a b", "a%20b"],
    ["a+b&c#d%", "a%2Bb%26c%23d%25"],
    ["ü🚀", "%C3%BC%F0%9F%9A%80"],
    ["a=b/c?d:e@f,g;h", "a=b/c?d:e@f,g;h"],
    ['{"a":[1]}', "%7B%22a%22:[1]%7D"],
    ["x {{ .a b }} y", "x%20{{ .a b }}%20y"],
    ["{{ .a &", "{{ .a &"],
    ["%41", "%2541"],
    ["%FC", "%FC"],
    ["%7B%7B", "%7B%7B"],
    ["\ud800", "%EF%BF%BD"],
  ])("the value %j is written %j", (text, raw) => expect(encodePart(text, "value")).toBe(raw));

  test("a name has no equals sign", () =>
    expect(encodePart("a=b {{ 1 == 1 }}", "name")).toBe("a%3Db%20{{ 1 == 1 }}"));
});

describe("the table", () => {
  const url = "https://x.test/p?a=1+2&b={{ .x }}&&a#f";
  const table = queryTable(url);

  test("writes one part of one row and leaves the bytes of all others", () => {
    expect(writeRow(table, 1, "name", "b c").url).toBe("https://x.test/p?a=1+2&b%20c={{ .x }}&&a#f");
    expect(writeRow(table, 1, "value", "{{ .x }} & {{ .y }}").url).toBe(
      "https://x.test/p?a=1+2&b={{ .x }}%20%26%20{{ .y }}&&a#f",
    );
    expect(writeRow(table, 0, "value", "1 2").url).toBe(url);
    expect(writeRow(table, 3, "name", "d").url).toBe("https://x.test/p?a=1+2&b={{ .x }}&&d#f");
    expect(writeRow(table, 3, "value", "4").url).toBe("https://x.test/p?a=1+2&b={{ .x }}&&a=4#f");
  });

  test("keeps the other rows apart while a template is typed", () => {
    let typed = table;
    for (let length = 1; length <= "{{ .y & 1 }}".length; length++)
      typed = writeRow(typed, 0, "value", "{{ .y & 1 }}".slice(0, length));
    expect(typed.rows.map(({ name }) => name)).toEqual(["a", "b", "", "a"]);
    expect(typed.url).toBe("https://x.test/p?a={{ .y & 1 }}&b={{ .x }}&&a#f");
    const half = writeRow(table, 0, "value", "{{ .y");
    expect(half.url).toBe("https://x.test/p?a={{ .y&b={{ .x }}&&a#f");
    expect(half.rows).toHaveLength(4);
  });

  test("keeps head and fragment while a template is open, and after it was", () => {
    const half = writeRow(table, 3, "name", "{{ .q");
    expect(writeRow(half, 3, "name", "c").url).toBe("https://x.test/p?a=1+2&b={{ .x }}&&c#f");
    expect(removeRow(half, 3).url).toBe("https://x.test/p?a=1+2&b={{ .x }}&#f");
  });

  test("a new row is in the URL once something stands in it", () => {
    const added = addRow(table);
    expect(added.url).toBe(url);
    expect(added.rows.at(-1)).toEqual({ id: 4, name: "", value: "", raw: undefined });
    const named = writeRow(added, 4, "name", "n");
    expect(named.url).toBe("https://x.test/p?a=1+2&b={{ .x }}&&a&n=#f");
    expect(writeRow(named, 4, "name", "").url).toBe(url);
    expect(writeRow(addRow(queryTable("https://x.test")), 0, "value", "v").url).toBe("https://x.test?=v");
    expect(writeRow(addRow(queryTable("https://x.test#f")), 0, "name", "v").url).toBe("https://x.test?v=#f");
  });

  test("removes rows; the last takes the mark along", () => {
    expect(removeRow(table, 0).url).toBe("https://x.test/p?b={{ .x }}&&a#f");
    expect([0, 1, 3].reduce(removeRow, table).url).toBe("https://x.test/p#f");
  });

  test("moves rows past pieces that are not shown", () => {
    expect(moveRow(table, 0, 2).url).toBe("https://x.test/p?b={{ .x }}&&a&a=1+2#f");
    expect(moveRow(table, 2, 0).url).toBe("https://x.test/p?a&a=1+2&b={{ .x }}&#f");
    expect(moveRow(table, 1, 1).url).toBe(url);
    expect(moveRow(table, 0, 7)).toBe(table);
  });
});
