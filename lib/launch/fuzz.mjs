import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root, runNode } from "./parts/child.mjs";
import { prepare } from "./parts/prepare.mjs";
import { main, Stop, say } from "./parts/say.mjs";
import { listFiles } from "./parts/sources.mjs";

/*
 * `npm run fuzz [minutes]`: compares 50,000 generated jq programs with jq itself, from a seed of their own (or
 * FUZZ_SEED), then runs the property tests
 * again and again, each round with seeds of its own. A round that fails prints the seed and the smallest
 * counterexample, and is the last.
 */
await main(async () => {
  const minutes = Number(process.argv[2] ?? 10);
  if (!(minutes > 0)) throw new Stop(`"${process.argv[2]}" is no number of minutes.`, { code: 2 });
  await prepare();
  const files = ["lib", "components"]
    .flatMap((folder) => listFiles(join(root, folder)))
    .filter((path) => /\.test\.tsx?$/.test(path) && readFileSync(path, "utf8").includes('from "fast-check"'))
    .map((path) => relative(root, path));
  say("50,000 programs against jq itself");
  const compared = await runNode("node_modules/vitest/vitest.mjs", ["run", "lib/jq/fuzz"], {
    env: { FUZZ_CASES: "50000", FUZZ_SEED: process.env.FUZZ_SEED ?? String(Date.now() % 1_000_000) },
  });
  if (compared.code !== 0) return compared.code;
  const end = Date.now() + minutes * 60_000;
  for (let round = 1; Date.now() < end; round++) {
    say(`Round ${round} of ${files.length} files`);
    const { code } = await runNode("node_modules/vitest/vitest.mjs", ["run", ...files, "--reporter=dot"]);
    if (code !== 0) return code;
  }
  return 0;
});
