import { expect, it } from "vitest";
import { parseWorkflow } from "../workflow/parse";
import { findInWorkflow } from "./find";

const { document } = parseWorkflow(
  JSON.stringify({
    identifier: "ship",
    title: "Ship it",
    nodes: [
      { identifier: "start", config: { type: "EVENT_TRIGGER" } },
      {
        identifier: "call",
        title: "Call Host",
        config: {
          type: "WEBHOOK",
          url: "https://host.example/{{ .outputs.start.name }}",
          headers: { "X-Trace": "abc", Accept: "x-trace/1" },
          body: {
            text: `a long text ${"before ".repeat(20)}the needle${" and after".repeat(20)}`,
            depth: [1, 42],
          },
        },
      },
    ],
    connections: [{ sourceIdentifier: "start", targetIdentifier: "call", description: "to the host" }],
  }),
);
const find = (search: string, most?: number) => findInWorkflow(document!, search, most);

it("finds values and keys of one's own with their place, in either case", () => {
  expect(find("HOST").map(({ at, where, field }) => [at, where, field])).toEqual([
    ["/nodes/1/title", "call", "title"],
    ["/nodes/1/config/url", "call", "config › url"],
    ["/connections/0/description", "start → call", "description"],
  ]);
  expect(find("x-trace").map(({ at }) => at)).toEqual([
    "/nodes/1/config/headers/X-Trace",
    "/nodes/1/config/headers/Accept",
  ]);
  expect(find("42").map(({ at }) => at)).toEqual(["/nodes/1/config/body/depth/1"]);
  expect(find("ship").map(({ at }) => at)).toEqual(["/identifier", "/title"]);
});

it("does not take the names of fields for text", () => {
  expect(find("headers")).toEqual([]);
  expect(find("  ")).toEqual([]);
});

it("cuts a long text around the match and marks it", () => {
  const [match] = find("needle");
  expect(match?.excerpt.slice(match.mark.start, match.mark.end)).toBe("needle");
  expect(match?.excerpt.length).toBeLessThan(110);
  expect(match?.excerpt.startsWith("…")).toBe(true);
});

it("stops at as many as are wanted", () => {
  expect(find("e", 2)).toHaveLength(2);
});
