import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, runNpm } from "./child.mjs";
import { doing, Stop } from "./say.mjs";
import { hashSources } from "./sources.mjs";

const lock = join(root, "package-lock.json");
const installed = join(root, "node_modules/.package-lock.json");
const stamp = join(root, "node_modules/.slipway-lock");

/** What the installed packages were installed from: the lock file, for this kind of machine. */
const wantedStamp = () => `${hashSources(root, ["package-lock.json"])} ${process.platform}-${process.arch}\n`;

function needsInstall() {
  if (!existsSync(installed)) return true;
  if (existsSync(stamp)) return readFileSync(stamp, "utf8") !== wantedStamp();
  // Somebody ran npm themselves: npm writes its own copy of the lock last, so a newer copy is a finished install.
  return statSync(installed).mtimeMs < statSync(lock).mtimeMs;
}

/** Runs `npm ci` when the packages are missing or are not those of the lock file. */
export async function ensureInstalled() {
  if (needsInstall()) {
    await doing("Installing packages (npm ci)", async () => {
      const args = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
      const { code, output } = await runNpm(args, { quiet: true });
      if (code === 0) return;
      const advice = "Look at the lines above; usually the network or npm's registry setting is the cause.";
      throw new Stop(`npm ci failed with exit code ${code}. ${advice}`, { output });
    });
  }
  if (!existsSync(stamp)) writeFileSync(stamp, wantedStamp());
  linkCommand();
}

/** Makes `node_modules/.bin/slipway` run the command of this checkout, for scripts that look there. */
function linkCommand() {
  const link = join(root, "node_modules/.bin/slipway");
  if (process.platform === "win32" || existsSync(link)) return;
  try {
    symlinkSync("../../lib/cli/bin.mjs", link);
  } catch {
    // `npx slipway` works without it.
  }
}
