import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, runNode } from "./child.mjs";
import { doing, Stop } from "./say.mjs";
import { hashSources } from "./sources.mjs";

const sources = [
  "app",
  "components",
  "examples",
  "instrumentation.ts",
  "lib",
  "next.config.ts",
  "package-lock.json",
  "postcss.config.mjs",
  "proxy.ts",
  "public",
  "tsconfig.json",
];
const notBuilt = /^lib\/(launch|cli)\/|\.test\.tsx?$/;
const stamp = join(root, ".next/slipway-sources");

const wantedStamp = () => hashSources(root, sources, (path) => !notBuilt.test(path));

/** Builds the app for production when its sources are not those of the last build. */
export async function ensureBuilt() {
  const wanted = wantedStamp();
  const built = existsSync(join(root, ".next/BUILD_ID")) && existsSync(stamp);
  if (built && readFileSync(stamp, "utf8") === wanted) return;
  await build(wanted);
}

/** Builds the app for production. */
export async function build(wanted = wantedStamp()) {
  await doing("Building the app (next build)", async () => {
    const { code, output } = await runNode("node_modules/next/dist/bin/next", ["build"], {
      quiet: true,
      env: { NODE_ENV: "production" },
    });
    if (code !== 0)
      throw new Stop(`next build failed with exit code ${code}; see the lines above.`, { output });
  });
  mkdirSync(join(root, ".next"), { recursive: true });
  writeFileSync(stamp, wanted);
}
