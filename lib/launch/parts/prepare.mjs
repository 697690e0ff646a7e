import { ensureInstalled } from "./install.mjs";
import { nodeVersionProblem } from "./node-version.mjs";
import { Stop } from "./say.mjs";

/** What every command needs: a Node that is new enough, and the packages. */
export async function prepare() {
  const tooOld = nodeVersionProblem();
  if (tooOld) throw new Stop(tooOld);
  await ensureInstalled();
}
