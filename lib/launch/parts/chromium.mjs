import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { root, run, runNode } from "./child.mjs";
import { installFromDebian } from "./debian.mjs";
import { doing, Stop, say } from "./say.mjs";

// The same browser without windows of its own comes first: it needs half the processor.
const names = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "chrome",
];
const usualPlaces = [
  "/snap/bin/chromium",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

const isFile = (path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** True when the browser draws an empty page: a wrapper or a browser without its libraries does not. */
async function works(path) {
  const args = ["--headless", "--disable-gpu", "--no-sandbox", "--dump-dom", "about:blank"];
  const { code, output } = await run(path, args, { quiet: true, timeoutMs: 60_000 });
  return code === 0 && output.includes("<html");
}

async function firstThatWorks(paths) {
  for (const path of paths) {
    if (isFile(path) && (await works(path))) return path;
  }
  return undefined;
}

function installedBrowsers() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter(Boolean);
  return [...folders.flatMap((folder) => names.map((name) => join(folder, name))), ...usualPlaces];
}

/** Where Playwright keeps, or would keep, its own Chromium. */
const playwrightsOwn = () =>
  createRequire(join(root, "package.json"))("@playwright/test").chromium.executablePath();

/**
 * The browser for the tests: `SLIPWAY_CHROMIUM`, else an installed one, else Playwright's own, downloaded when
 * it is not there, else (for root on Debian and the like) the system's package.
 * @returns {Promise<string>} its path
 */
export async function ensureChromium() {
  const asked = process.env.SLIPWAY_CHROMIUM;
  if (asked) {
    if (isFile(asked) && (await works(asked))) return asked;
    throw new Stop(
      `SLIPWAY_CHROMIUM is "${asked}", which is not a browser that runs here. Correct it or unset it.`,
    );
  }
  const there = await firstThatWorks([...installedBrowsers(), playwrightsOwn()]);
  return there ?? (await downloaded()) ?? (await fromDebian()) ?? noBrowser();
}

async function downloaded() {
  const { code } = await doing("Downloading Chromium (playwright install chromium)", () =>
    runNode("node_modules/@playwright/test/cli.js", ["install", "chromium"], {
      quiet: true,
      timeoutMs: 900_000,
    }),
  );
  const path = code === 0 ? await firstThatWorks([playwrightsOwn()]) : undefined;
  if (!path) say(code === 0 ? "  it does not run on this machine" : "  the download did not succeed");
  return path;
}

async function fromDebian() {
  // Older systems have the second only.
  for (const name of ["chromium-headless-shell", "chromium"]) {
    const path = (await installFromDebian(name)) ? await firstThatWorks(installedBrowsers()) : undefined;
    if (path) return path;
  }
  return undefined;
}

function noBrowser() {
  throw new Stop(
    "No Chromium was found and none could be installed. Install Chromium or Chrome, or set SLIPWAY_CHROMIUM to the path of one, then run the command again.",
  );
}
