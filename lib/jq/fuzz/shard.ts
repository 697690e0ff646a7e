import { expect, it } from "vitest";
import { fuzz } from "./differ";
import { isKnown } from "./known";

/** Test files run beside each other, so the programs are shared out among as many. */
const shards = 2;

// Continuous integration compares 50,000 programs; while one works, fewer will do. `npm run fuzz` takes a new seed.
const count = Number(process.env.FUZZ_CASES ?? (process.env.CI === "true" ? 50_000 : 2_000)) / shards;
const seed = Number(process.env.FUZZ_SEED ?? 1);

/** Compares the programs of one shard, from 1, with jq itself. */
export function compareShard(shard: number): void {
  const own = seed * shards + shard;
  it(`gives what jq gives for ${count} programs from seed ${seed}, part ${shard}`, {
    timeout: 60_000 + 100 * count,
  }, async () => {
    const { tried, differences } = await fuzz(own, count, isKnown);
    expect(differences).toEqual([]);
    expect(tried).toBe(count);
  });
}
