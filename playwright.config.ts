import { defineConfig } from "@playwright/test";

// Chromium has no sandbox for root, in a container say.
const isRoot = process.getuid?.() === 0;
const chromium = process.env.SLIPWAY_CHROMIUM;
// Pictures are taken on request, not checked: `npm run screenshots`.
const pictures = process.env.SLIPWAY_SCREENSHOTS
  ? [{ name: "screenshots", testMatch: "screenshots/*.spec.ts" }]
  : [];
const report = process.env.SLIPWAY_PLAYWRIGHT_REPORT;

/** Run it with `npm run e2e`, which builds the app and finds the browser first. */
export default defineConfig({
  testDir: "e2e",
  outputDir: ".build/e2e",
  // Long enough for two cores that do something else as well; only a failure takes this long.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  workers: 2,
  forbidOnly: true,
  reporter: report ? [["list"], ["json", { outputFile: report }]] : [["list"]],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "UTC",
    launchOptions: {
      args: isRoot ? ["--no-sandbox"] : [],
      ...(chromium ? { executablePath: chromium } : {}),
    },
  },
  projects: [
    { name: "api", testMatch: "api/*.spec.ts" },
    {
      name: "journeys",
      testMatch: "journeys/*.spec.ts",
      // A trace of each journey takes a sixth of its time, and only the failed ones are looked at: they are run again with it.
      use: {
        trace: process.env.SLIPWAY_TRACE ? "retain-on-failure" : "off",
        screenshot: "only-on-failure",
      },
    },
    ...pictures,
  ],
});
