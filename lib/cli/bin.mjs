#!/usr/bin/env node
import { createHash } from "node:crypto";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The command as it is packed for the registry; a checkout has none. */
const packed = join(root, "dist/cli/main.mjs");

/**
 * Names a bundle after the state of its sources, by their names, sizes and times. A bundle is never replaced,
 * so a command that starts while another one bundles reads whole files.
 */
function bundleFolder() {
  const hash = createHash("sha1");
  const visit = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (!entry.name.endsWith(".test.ts")) {
        const { size, mtimeMs } = statSync(path);
        hash.update(`${path}\0${size}\0${mtimeMs}\0`);
      }
    }
  };
  for (const room of ["base", "cli", "jq", "template", "nodes", "workflow", "run", "server"]) {
    const folder = join(root, "lib", room);
    if (existsSync(folder)) visit(folder);
  }
  return join(root, ".build/cli", hash.digest("hex").slice(0, 16));
}

async function bundled() {
  if (existsSync(packed)) return packed;
  const folder = bundleFolder();
  const path = join(folder, "main.mjs");
  if (existsSync(path)) return path;
  if (!existsSync(join(root, "node_modules/vite"))) {
    process.stderr.write(
      `The packages of Slipway are not installed. Run npm ci in ${root}, then try again.\n`,
    );
    process.exit(2);
  }
  const { bundle } = await import("./bundle.mjs");
  await bundle(folder);
  return path;
}

await import(pathToFileURL(await bundled()).href);
