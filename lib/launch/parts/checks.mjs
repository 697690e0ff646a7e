import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, runNode } from "./child.mjs";
import { ensureChromium } from "./chromium.mjs";
import { ensureKcat } from "./kcat.mjs";
import { ensureBuilt } from "./production-build.mjs";
import { duration, Stop, say } from "./say.mjs";
import { tallyPlaywright, tallyVitest } from "./tally.mjs";

const reports = join(root, ".build/test");
const vitestReport = join(reports, "vitest.json");
const playwrightReport = join(reports, "playwright.json");

const passes = { passed: 0, failed: 0, failures: [] };
const verdict = ({ code }, title) => (code === 0 ? passes : { passed: 0, failed: 1, failures: [title] });

/** A program that finds nothing or something; it counts as one failure when it does. */
const check = (title, ...programs) => ({
  title,
  run: async () => {
    for (const [script, args] of programs) {
      const result = await runNode(script, args);
      if (result.code !== 0) return verdict(result, title);
    }
    return passes;
  },
});

const lint = check("Format and lint (biome)", ["node_modules/@biomejs/biome/bin/biome", ["check", "."]]);
const compile = check(
  "Types (tsc)",
  // The types of the routes, and of style sheet imports, are generated ones.
  ["node_modules/next/dist/bin/next", ["typegen"]],
  ["node_modules/typescript/bin/tsc", ["-p", "."]],
);
const types = {
  ...compile,
  run: () => {
    // What a development server generated for routes that are gone would be an error in a file nobody wrote.
    rmSync(join(root, ".next/dev/types"), { recursive: true, force: true });
    return compile.run();
  },
};
const unused = check("Unused code (knip)", ["node_modules/knip/bin/knip.js", []]);

const unit = {
  title: "Rooms, unit and integration tests (vitest)",
  run: async () => {
    const kcat = await ensureKcat();
    rmSync(vitestReport, { force: true });
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${vitestReport}`];
    const result = await runNode("node_modules/vitest/vitest.mjs", ["run", ...reporters], {
      env: { SLIPWAY_KCAT: kcat },
    });
    return settle(result, tallyVitest(vitestReport), "Vitest");
  },
};

const production = {
  title: "Production build (next build)",
  run: async () => {
    await ensureBuilt();
    return passes;
  },
};

/** The journeys in a real browser; `args` go on to Playwright. */
export const journeys = (args = []) => ({
  title: "Journeys in Chromium (playwright)",
  run: async () => {
    const chromium = await ensureChromium();
    const kcat = await ensureKcat();
    say(`  with ${chromium}`);
    rmSync(playwrightReport, { force: true });
    const result = await runNode("node_modules/@playwright/test/cli.js", ["test", ...args], {
      env: {
        SLIPWAY_CHROMIUM: chromium,
        SLIPWAY_KCAT: kcat,
        SLIPWAY_PLAYWRIGHT_REPORT: playwrightReport,
      },
    });
    return settle(result, tallyPlaywright(playwrightReport), "Playwright");
  },
});

/** A runner that fails without a failed test has failed all the same. */
const settle = ({ code }, tally, name) =>
  code === 0 || tally.failed > 0
    ? tally
    : { ...tally, failed: 1, failures: [`${name} ended with exit code ${code}`] };

export const quickSteps = [lint, types, unit, unused];
export const buildStep = production;

/**
 * Runs steps one after the other, all of them whatever fails, and ends with the line `N passed, N failed`.
 * @returns {Promise<number>} the exit code
 */
export async function runSteps(steps) {
  mkdirSync(reports, { recursive: true });
  const began = Date.now();
  const lines = [];
  const total = { passed: 0, failed: 0, failures: [] };
  for (const [index, step] of steps.entries()) {
    say(`\n[${index + 1}/${steps.length}] ${step.title}`);
    const start = Date.now();
    const result = await step.run().catch((error) => {
      if (!(error instanceof Stop)) throw error;
      if (error.output) say(error.output.trimEnd());
      say(error.message);
      return { passed: 0, failed: 1, failures: [error.message] };
    });
    total.passed += result.passed;
    total.failed += result.failed;
    total.failures.push(...result.failures);
    const mark = result.failed === 0 ? "ok    " : "FAILED";
    lines.push(`  ${mark} ${step.title}, ${duration(Date.now() - start)}`);
    say(lines.at(-1));
  }
  say(`\nSummary, ${duration(Date.now() - began)}\n${lines.join("\n")}`);
  if (total.failures.length > 0) say(`\nFailed:\n${total.failures.map((text) => `  ${text}`).join("\n")}`);
  say(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}
