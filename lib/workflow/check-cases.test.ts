import { describe, expect, test } from "vitest";
import type { JsonObject } from "../base/json";
import { checkWorkflow } from "./check";
import { graphCases } from "./check-cases";
import type { WorkflowDocument } from "./document";
import { sketch } from "./sketch";

/** A sketch in which u is a trigger too, e a condition and i an input node; `place` finds where a node reads. */
function drawn(graph: readonly string[]): WorkflowDocument {
  const document = sketch(...graph);
  for (const node of document.nodes) {
    const outlets = (document.connections ?? []).flatMap(
      ({ sourceIdentifier, sourceOutletIdentifier: outlet }) =>
        sourceIdentifier === node.identifier && outlet ? [outlet] : [],
    );
    if (node.identifier === "u") node.config = { type: "SELF_SERVE_TRIGGER" };
    if (node.identifier === "e")
      node.config = {
        type: "CONDITION",
        outlets: outlets.map((identifier) => ({ identifier, expression: "true" })),
      };
    if (node.identifier === "i")
      node.config = {
        type: "INPUT",
        userInputs: {
          properties: {},
          buttons: outlets.map((identifier) => ({ identifier, title: identifier })),
        },
        outlets: outlets.map((identifier) => ({
          identifier,
          evaluationMethod: "button",
          numOfResponders: 1,
        })),
      };
  }
  return document;
}

/** The codes at one node after it is given a link with a text, which every node may have. */
function codesOf(graph: readonly string[], reader: string, text: string): string[] {
  const document = drawn(graph);
  const index = document.nodes.findIndex((node) => node.identifier === reader);
  document.nodes[index] = { ...document.nodes[index]!, links: [text] };
  return checkWorkflow(document)
    .filter(({ at }) => at.startsWith(`/nodes/${index}/links`))
    .map(({ code }) => code);
}

const meant: Record<string, string[]> = {
  "=": [],
  "?": ["template/may-not-exist"],
  ">": ["template/downstream"],
  x: ["template/not-before"],
};

const cases = graphCases.flatMap(({ name, graph, reads }) =>
  reads.flatMap((row) => {
    const [reader = "", pairs = ""] = row.split(":");
    return [...pairs.matchAll(/(\w+?)\s?([=?>x])(?=\s|$)/g)].map(([, read = "", mark = ""]) => ({
      name,
      graph,
      reader,
      read,
      mark,
    }));
  }),
);

test("there are at least 300 cases, and each row was read whole", () => {
  expect(cases.length).toBeGreaterThanOrEqual(300);
  const written = graphCases.flatMap(({ reads }) => reads.flatMap((row) => row.match(/[=?>]|\bx\b/g) ?? []));
  expect(cases.length).toBe(written.length);
});

describe.each(graphCases)("$name: $graph", ({ name }) => {
  test.each(cases.filter((one) => one.name === name))("$reader reads $read: $mark", (one) => {
    const { graph, reader, read, mark } = one;
    expect(codesOf(graph, reader, `{{ .outputs.${read}.v }}`)).toEqual(meant[mark]);
    // A default says what then; it makes nothing exist that cannot.
    expect(codesOf(graph, reader, `{{ .outputs.${read}.v // 1 }}`)).toEqual(mark === "?" ? [] : meant[mark]);
  });
});

/** In the diamond, d reads b, which ran on some ways only. */
const diamond = ["t > c", "c:yes > a > d", "c:else > b > d"];

describe("what may be null is let be where the expression expects it", () => {
  test.each([
    "{{ .outputs.b.v // 1 }}",
    "{{ .outputs.a.v // .outputs.b.v }}",
    "{{ .outputs.b.v? }}",
    "{{ .outputs.b?.v }}",
    "{{ try .outputs.b.v catch 1 }}",
    "{{ if .outputs.b then .outputs.b.v else 1 end }}",
    "{{ .outputs.b.v == 1 }}",
    "{{ .outputs.b != null and .outputs.b.v > 1 }}",
    "{{ .outputs.b | .v // 1 }}",
    "{{ .outputs.b.v | values }}",
    "{{ .outputs.b | select(. != null) | .v }}",
    "{{ [.outputs.a, .outputs.b] | map(.v) | first // 1 }}",
    "{{ .outputs.trigger.v }}",
  ])("%s", (text) => expect(codesOf(diamond, "d", text)).toEqual([]));
  test.each([
    "{{ .outputs.b.v }}",
    "a {{ .outputs.b }} z",
    '{{ .outputs["b"].v }}',
    "{{ .outputs.b.v | length }}",
    "{{ .outputs.b.v + 1 }}",
    "{{ .outputs | .b.v }}",
    "{{ .outputs.b as $b | $b.v }}",
    '{{ "\\(.outputs.b.v)" }}',
    "{{ {v: .outputs.b.v} }}",
    "{{ [.outputs.b.v] }}",
  ])("and not in %s", (text) => expect(codesOf(diamond, "d", text)).toEqual(["template/may-not-exist"]));
});

describe("behind an outlet that asks for it, an output exists", () => {
  const graph = [...diamond, "d > e", "e:has > f", "e:else > g"];
  const behind = (expression: string, reader: string): string[] => {
    const document = drawn(graph);
    const at = document.nodes.findIndex((node) => node.identifier === reader);
    document.nodes[at] = { ...document.nodes[at]!, links: ["{{ .outputs.b.v }}"] };
    const outlets: JsonObject[] = [{ identifier: "has", expression }];
    document.nodes.find((node) => node.identifier === "e")!.config = { type: "CONDITION", outlets };
    return checkWorkflow(document).map(({ code }) => code);
  };
  test.each([".outputs.b != null", '.outputs.b.v == "x"', ".outputs.b.v"])("%s", (expression) => {
    expect(behind(expression, "f")).toEqual([]);
    expect(behind(expression, "g")).toEqual(["template/may-not-exist"]);
  });
  test.each([".outputs.b == null", ".outputs.b.v != 1", "(.outputs.b.v // 1) == 1", ".outputs.b.v or true"])(
    "but not behind %s",
    (expression) => expect(behind(expression, "f")).toEqual(["template/may-not-exist"]),
  );
});
