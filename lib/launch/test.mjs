import { buildStep, journeys, quickSteps, runSteps } from "./parts/checks.mjs";
import { prepare } from "./parts/prepare.mjs";
import { main } from "./parts/say.mjs";

await main(async () => {
  await prepare();
  return await runSteps([...quickSteps, buildStep, journeys()]);
});
