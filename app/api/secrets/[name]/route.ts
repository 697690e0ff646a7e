import { z } from "zod";
import { reply, route } from "@/lib/server/api/route";
import { putSecret, removeSecret, secretLimit } from "@/lib/server/secrets";

const NewValue = z.object({
  value: z
    .string()
    .min(1, { error: "A secret needs a value" })
    .max(secretLimit, { error: `A secret has at most ${secretLimit} characters` }),
});

export const PUT = route(NewValue, async ({ services, params, body }) => {
  const saved = await putSecret(services, params.name ?? "", body.value);
  return saved.ok ? reply() : saved;
});

export const DELETE = route(async ({ services, params }) => {
  const removed = await removeSecret(services, params.name ?? "");
  return removed.ok ? reply() : removed;
});
