import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: {
      // `server-only` throws outside a server bundle; its own empty twin stands in under test.
      "server-only": here("./node_modules/server-only/empty.js"),
      "@": here("."),
    },
  },
  test: {
    include: ["lib/**/*.test.ts", "components/**/*.test.ts"],
    environment: "node",
    // Reading the modules anew for each file took most of the time. Tests keep to what they make themselves.
    isolate: false,
    maxWorkers: 2,
    testTimeout: 20_000,
  },
});
