import fc from "fast-check";
import { expect, test } from "vitest";
import type { Json } from "../base/json";
import { checkText } from "./check";
import { connect, removeNode, renameNode, setAt } from "./commands";
import { layoutWorkflow } from "./layout";
import { sketch } from "./sketch";

const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
const pointers = fc
  .array(
    fc.constantFrom(
      "nodes",
      "connections",
      "0",
      "1",
      "2",
      "config",
      "type",
      "outlets",
      "url",
      "body",
      "identifier",
      "x",
    ),
    { maxLength: 5 },
  )
  .map((steps) => steps.map((step) => `/${step}`).join(""));
const base = JSON.stringify(
  sketch("t > c1", "c1:yes > a", { a: { body: { x: "{{ .outputs.t.y }}" } } }),
  null,
  2,
);

test("no document, however mangled, makes a check, a layout or a command throw", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(pointers, json), { maxLength: 4 }), (changes) => {
      const mangled = changes.reduce((text, [at, value]) => setAt(text, at, value), base);
      const { document, problems } = checkText(mangled);
      for (const problem of problems) expect(problem.message).not.toContain("undefined");
      if (document) layoutWorkflow(document, { t: { x: 0, y: 0 } });
      expect(() =>
        JSON.parse(removeNode(renameNode(connect(mangled, { source: "a", target: "t" }), "a", "z"), "t")),
      ).not.toThrow();
    }),
    { numRuns: 400 },
  );
});

test("no text makes a parse throw", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          '"',
          "a",
          "\\",
          "1",
          "-",
          ".",
          "e",
          "null",
          " ",
          "\n",
          "/",
          "*",
          "\u0000",
          "\uFEFF",
        ),
      ),
      (parts) => {
        const { problems, document } = checkText(parts.join(""));
        expect(document === undefined || problems.length >= 0).toBe(true);
        if (document === undefined) expect(problems.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 1000 },
  );
});
