import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test as base } from "@playwright/test";
import { App } from "./app";
import { Client } from "./client";

export { expect } from "@playwright/test";

/** Tests with the built app, one for each worker; `settings` are its environment variables. */
export const test = base.extend<{ client: Client }, { settings: Record<string, string>; app: App }>({
  settings: [{}, { option: true, scope: "worker" }],
  app: [
    async ({ settings }, use) => {
      const app = await App.start(settings);
      await use(app);
      await app.dispose();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  client: async ({ app }, use) => use(new Client(app)),
  baseURL: async ({ app }, use) => use(app.url),
});

const examples = join(import.meta.dirname, "../../examples");

/** The names of the examples. */
export const exampleNames = readdirSync(examples)
  .filter((file) => file.endsWith(".json"))
  .map((file) => file.slice(0, -".json".length));

/** The text of an example. */
export const exampleText = (name: string): string => readFileSync(join(examples, `${name}.json`), "utf8");
