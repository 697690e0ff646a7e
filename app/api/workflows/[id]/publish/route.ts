import { z } from "zod";
import { nameOf } from "@/lib/server/actor";
import { reply, route } from "@/lib/server/api/route";
import { publishDraft } from "@/lib/server/workflows";

export const POST = route(z.object({}), async ({ services, actor, params }) => {
  const published = await publishDraft(services, params.id ?? "", nameOf(actor));
  return published.ok ? reply(published.value) : published;
});
