import { buildStep, journeys, runSteps } from "./parts/checks.mjs";
import { prepare } from "./parts/prepare.mjs";
import { main } from "./parts/say.mjs";

/* `npm run screenshots`: takes the pictures of the documents from the real app. */
await main(async () => {
  await prepare();
  process.env.SLIPWAY_SCREENSHOTS = "1";
  return await runSteps([buildStep, journeys(["--project=screenshots"])]);
});
