import { expect, it } from "vitest";
import { fuzz, ours } from "./differ";
import { isKnown } from "./known";
import { compareShard } from "./shard";

compareShard(1);

it("gives the same programs for the same seed", async () => {
  const [one, two] = [await fuzz(3, 50, isKnown), await fuzz(3, 50, isKnown)];
  expect(one).toEqual(two);
});

it("finds a mistake, and makes the program small that shows it", async () => {
  const mistaken = (program: string, input: unknown) =>
    program.includes("transpose") ? "[]" : ours(program, input);
  const { differences } = await fuzz(3, 1_500, isKnown, mistaken);
  expect(differences.length).toBeGreaterThan(0);
  expect(new Set(differences.map(({ program }) => program))).toEqual(new Set(["transpose"]));
});
