import { join } from "node:path";
import { root, start } from "./parts/child.mjs";
import { chosenPort, ensurePortFree } from "./parts/port.mjs";
import { prepare } from "./parts/prepare.mjs";
import { ensureBuilt } from "./parts/production-build.mjs";
import { main, say } from "./parts/say.mjs";

await main(async () => {
  const port = chosenPort();
  await ensurePortFree(port);
  await prepare();
  await ensureBuilt();

  const next = join(root, "node_modules/next/dist/bin/next");
  const server = start(process.execPath, [next, "start", "-H", "127.0.0.1", "-p", String(port)], {
    stdio: ["ignore", "inherit", "inherit"],
    // In a group of its own, so that Ctrl+C reaches it once, through us: the second one means at once.
    detached: true,
    env: { NODE_ENV: "production", PORT: String(port) },
  });
  const ended = new Promise((resolve) => server.on("close", (code) => resolve(code ?? 0)));
  const address = `http://127.0.0.1:${port}`;
  const over = new AbortController();
  ended.then(() => over.abort());
  if (await answers(address, over.signal)) say(`Slipway is ready at ${address} (stop it with Ctrl+C)`);
  return await ended;
});

/** Resolves with true once the server answers at all, with false when `over` aborts first. */
async function answers(address, over) {
  while (!over.aborted) {
    try {
      await fetch(`${address}/api/info`, {
        redirect: "manual",
        signal: AbortSignal.any([over, AbortSignal.timeout(10_000)]),
      });
      return true;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  return false;
}
