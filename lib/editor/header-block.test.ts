import { expect, test } from "vitest";
import { headerBlock } from "./header-block";
import { duplicateNames, headerValues } from "./headers";

test.each([
  [
    "Accept: application/json\nX-A:1",
    [
      ["Accept", "application/json"],
      ["X-A", "1"],
    ],
  ],
  ["GET /a HTTP/1.1\r\nHost: x.test\r\n\r\n", [["Host", "x.test"]]],
  ['HTTP/1.1 200 OK\nETag: "a:b"', [["ETag", '"a:b"']]],
  ['Authorization: Bearer {{ .secrets["t"] }}', [["Authorization", 'Bearer {{ .secrets["t"] }}']]],
  ["Empty:", [["Empty", ""]]],
])("%j", (text, headers) => expect(headerBlock(text)).toEqual(headers));

test.each(["", "Accept", "https://x.test", "Accept: a\nand more", "two words: x"])("no headers: %j", (text) =>
  expect(headerBlock(text)).toBeUndefined(),
);

test("values of a header, with the secrets that there are", () => {
  expect(headerValues("AUTHORIZATION", ["a-b"])[0]?.value).toBe('Bearer {{ .secrets["a-b"] }}');
  expect(headerValues("Content-Type", [])[0]?.value).toBe("application/json");
  expect(headerValues("X-Token", ["t"])).toEqual([{ value: '{{ .secrets["t"] }}', detail: "secret" }]);
  expect(headerValues("X-Anything", ["t"])).toEqual([]);
});

test("names that differ in case alone are one header", () =>
  expect([...duplicateNames(["Accept", "X-A", "accept"])]).toEqual([["accept", "Accept"]]));
