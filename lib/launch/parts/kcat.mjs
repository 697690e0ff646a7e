import { run } from "./child.mjs";
import { installFromDebian } from "./debian.mjs";
import { Stop } from "./say.mjs";

/** True when it runs, with the test brokers of librdkafka inside. */
async function works(path) {
  const { code, output } = await run(path, ["-V"], { quiet: true, timeoutMs: 20_000 });
  return code === 0 && output.includes("librdkafka");
}

/**
 * kcat, for the tests of messages: the broker that they publish to lives in it. `SLIPWAY_KCAT`, else an installed
 * one, else (for root on Debian and the like) the system's package.
 * @returns {Promise<string>} its path or name
 */
export async function ensureKcat() {
  const asked = process.env.SLIPWAY_KCAT;
  if (asked) {
    if (await works(asked)) return asked;
    throw new Stop(`SLIPWAY_KCAT is "${asked}", which does not run here. Correct it or unset it.`);
  }
  if (await works("kcat")) return "kcat";
  if ((await installFromDebian("kcat")) && (await works("kcat"))) return "kcat";
  throw new Stop(
    "kcat was not found and could not be installed. Install it (apt-get install kcat, brew install kcat), or set SLIPWAY_KCAT to its path, then run the command again.",
  );
}
