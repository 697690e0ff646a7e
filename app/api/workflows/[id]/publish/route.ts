import { z } from "zod";
import { reply, route } from "@/lib/server/api/route";
import { publishDraft } from "@/lib/server/workflows";

export const POST = route(z.object({}), async ({ services, params }) => {
  const published = await publishDraft(services, params.id ?? "");
  return published.ok ? reply(published.value) : published;
});
