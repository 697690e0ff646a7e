import { spawn } from "node:child_process";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

/** The folder of the checkout. */
export const root = fileURLToPath(new URL("../../..", import.meta.url));

const living = new Set();

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    const code = 128 + constants.signals[signal];
    if (living.size === 0) process.exit(code);
    process.exitCode = code;
    for (const child of living) {
      child.kill(signal);
      child.once("close", () => living.size === 0 && process.exit(code));
    }
  });
}

/**
 * Starts a program in the checkout; signals that this process gets are passed on to it.
 * @param {string} file
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 */
export function start(file, args, options = {}) {
  const child = spawn(file, args, { cwd: root, stdio: "inherit", ...options, env: environment(options.env) });
  living.add(child);
  child.on("close", () => living.delete(child));
  child.on("error", () => living.delete(child));
  return child;
}

const environment = (extra) => ({ ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...extra });

/**
 * Runs a program to its end. With `quiet` its output is collected instead of shown.
 * @returns {Promise<{ code: number, output: string }>} code 127 when it could not be started
 */
export function run(file, args, { quiet = false, timeoutMs, ...options } = {}) {
  return new Promise((resolve) => {
    const stdio = quiet ? ["ignore", "pipe", "pipe"] : "inherit";
    const child = start(file, args, { stdio, ...options });
    const timer = timeoutMs && setTimeout(() => child.kill("SIGKILL"), timeoutMs);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => {
        output += text;
      });
    }
    child.on("error", (error) => resolve({ code: 127, output: String(error.message) }));
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? 128 + (constants.signals[signal] ?? 0), output });
    });
  });
}

/** Runs a JavaScript program of an installed package with this Node. */
export const runNode = (script, args, options) =>
  run(process.execPath, [`${root}${script}`, ...args], options);

/** Runs npm: the one that started us when there is one. */
export function runNpm(args, options) {
  const own = process.env.npm_execpath;
  if (own?.endsWith(".js")) return run(process.execPath, [own, ...args], options);
  return run("npm", args, { ...options, shell: process.platform === "win32" });
}
