import { describeEngine } from "./conformance";
import { createMemoryEngine, createMemoryStore } from "./memory-engine";

describeEngine("memory", async () => {
  const store = createMemoryStore();
  return {
    open: async (world) => createMemoryEngine(world, store),
    store: () => store,
    close: async () => {},
  };
});
