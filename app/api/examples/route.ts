import { join } from "node:path";
import { reply, route } from "@/lib/server/api/route";
import { readExamples } from "@/lib/server/examples";

export const GET = route(async () =>
  reply({ examples: await readExamples(join(process.cwd(), "examples")) }),
);
