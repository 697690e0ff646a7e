import { statSync } from "node:fs";
import { run } from "./child.mjs";
import { doing } from "./say.mjs";

const isRoot = () => process.getuid?.() === 0;

/**
 * Installs a package of Debian and the like, where that is possible: as root, with apt-get.
 * @returns {Promise<boolean>} false where it is not even tried
 */
export async function installFromDebian(name) {
  if (!isRoot() || !statSync("/usr/bin/apt-get", { throwIfNoEntry: false })?.isFile()) return false;
  await doing(`Installing Debian's package (apt-get install ${name})`, async () => {
    const options = { quiet: true, timeoutMs: 900_000, env: { DEBIAN_FRONTEND: "noninteractive" } };
    await run("apt-get", ["update"], options);
    await run("apt-get", ["install", "-y", "--no-install-recommends", name], options);
  });
  return true;
}
