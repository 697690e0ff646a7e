import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("../..", import.meta.url));
const oneDay = 86_400_000;

/** Bundles a program for Node as `main.mjs` in `folder`, which appears whole or not at all. */
export async function bundle(folder, entry = "lib/cli/main.ts") {
  const parent = dirname(folder);
  mkdirSync(parent, { recursive: true });
  const aside = mkdtempSync(join(parent, "making-"));
  try {
    await build({
      root,
      configFile: false,
      logLevel: "error",
      publicDir: false,
      resolve: { alias: { "server-only": join(root, "node_modules/server-only/empty.js"), "@": root } },
      ssr: {
        target: "node",
        noExternal: true,
        external: ["libsql", "undici", "pino", "vite", "@playwright/test"],
      },
      build: {
        ssr: join(root, entry),
        target: "node20",
        outDir: aside,
        emptyOutDir: true,
        minify: false,
        rollupOptions: { output: { entryFileNames: "main.mjs", chunkFileNames: "[name]-[hash].mjs" } },
      },
    });
    putInPlace(aside, folder);
    removeOldOnes(parent, folder);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

function putInPlace(aside, folder) {
  try {
    renameSync(aside, folder);
  } catch (error) {
    // Another command made the same bundle a moment ago.
    if (!existsSync(join(folder, "main.mjs"))) throw error;
  }
}

/** Bundles of earlier sources; a day is long enough for any command that still runs one. */
function removeOldOnes(parent, kept) {
  for (const name of readdirSync(parent)) {
    const path = join(parent, name);
    if (path === kept || Date.now() - statSync(path).mtimeMs < oneDay) continue;
    rmSync(path, { recursive: true, force: true });
  }
}

if (process.argv[2] === "--packed") {
  rmSync(join(root, "dist/cli"), { recursive: true, force: true });
  await bundle(join(root, "dist/cli"));
}
