import { z } from "zod";
import { nameOf } from "@/lib/server/actor";
import { reply, route } from "@/lib/server/api/route";
import { pickEntities } from "@/lib/server/picks";

const Asked = z.object({
  blueprint: z.string(),
  dataset: z.json().optional(),
  sort: z.object({ property: z.string(), order: z.enum(["ASC", "DESC"]) }).optional(),
  text: z.string().max(200).default(""),
});

export const POST = route(Asked, async ({ services, actor, body }) => {
  const found = await pickEntities(services, body, nameOf(actor));
  return found.ok ? reply(found.value) : found;
});
