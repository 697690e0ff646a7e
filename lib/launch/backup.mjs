import { join, resolve } from "node:path";
import { root } from "./parts/child.mjs";
import { prepare } from "./parts/prepare.mjs";
import { main, Stop, say } from "./parts/say.mjs";

/*
 * `npm run backup [folder]`: copies the data folder while Slipway runs or not. The copy is one moment of it.
 */
await main(async () => {
  await prepare();
  const { backUp } = await import("./parts/copy-data.mjs");
  const data = resolve(root, process.env.SLIPWAY_DATA || ".slipway");
  const target = resolve(process.argv[2] ?? join(root, `slipway-backup-${stamp()}`));
  const result = await backUp(data, target);
  if (!result.ok) throw new Stop(result.error);
  const { runs, files, key } = result.value;
  say(`Backed up ${runs} runs and ${files} files to ${target}.`);
  say(
    key
      ? "The key of the secrets is in it: keep the folder as you would keep the secrets."
      : "The key of the secrets is not in it, for it is not in the data folder: keep SLIPWAY_KEY apart.",
  );
  say("To restore, stop Slipway and start it with SLIPWAY_DATA set to a copy of that folder.");
});

const stamp = () => new Date().toISOString().slice(0, 19).replaceAll(":", "-");
