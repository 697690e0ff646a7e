import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeEngine } from "../../run/conformance";
import { openBodies } from "../bodies";
import { openDatabase } from "../db/client";
import { createLocalEngine } from "./local";
import { createRunStore } from "./store";

describeEngine("local", async () => {
  const folder = await mkdtemp(join(tmpdir(), "slipway-engine-"));
  const db = await openDatabase(join(folder, "slipway.db"));
  const store = createRunStore(db, openBodies(join(folder, "bodies")));
  return {
    open: async (world) => createLocalEngine(store, world),
    store: () => store,
    close: async () => {
      await db.destroy();
      await rm(folder, { recursive: true });
    },
  };
});
