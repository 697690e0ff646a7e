import { expect, it } from "vitest";
import { fuzz } from "./differ";
import { isKnown } from "./known";

// A longer run: FUZZ_CASES=50000 FUZZ_SEED=7 npm run fuzz
const count = Number(process.env.FUZZ_CASES ?? 2_000);
const seed = Number(process.env.FUZZ_SEED ?? 1);

it(`gives what jq gives for ${count} programs from seed ${seed}`, {
  timeout: 60_000 + 100 * count,
}, async () => {
  const { tried, differences } = await fuzz(seed, count, isKnown);
  expect(differences).toEqual([]);
  expect(tried).toBe(count);
});

it("gives the same programs for the same seed", async () => {
  const [one, two] = [await fuzz(3, 50, isKnown), await fuzz(3, 50, isKnown)];
  expect(one).toEqual(two);
});
