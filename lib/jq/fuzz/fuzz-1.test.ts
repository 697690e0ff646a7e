import { expect, it } from "vitest";
import { fuzz } from "./differ";
import { isKnown } from "./known";
import { compareShard } from "./shard";

compareShard(1);

it("gives the same programs for the same seed", async () => {
  const [one, two] = [await fuzz(3, 50, isKnown), await fuzz(3, 50, isKnown)];
  expect(one).toEqual(two);
});

it("finds a difference, and makes it small", async () => {
  const found: string[] = [];
  // As if nothing were known, with an interpreter that has no environment.
  const { differences } = await fuzz(3, 400, ({ program }) => {
    found.push(program);
    return !program.includes("input_line_number");
  });
  expect(differences.map(({ program }) => program)).toContain("input_line_number");
  expect(found.some((program) => program.length > "input_line_number".length)).toBe(true);
});
