import { prepare } from "./parts/prepare.mjs";
import { build } from "./parts/production-build.mjs";
import { main } from "./parts/say.mjs";

await main(async () => {
  await prepare();
  await build();
});
