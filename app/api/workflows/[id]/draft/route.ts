import { z } from "zod";
import { reply, route } from "@/lib/server/api/route";
import { saveDraft } from "@/lib/server/workflows";
import { Board } from "@/lib/workflow/board";

const Draft = z.object({
  text: z.string().optional(),
  layout: z.record(z.string(), z.object({ x: z.number(), y: z.number() })).optional(),
  board: Board.optional(),
  revision: z.int(),
});

export const PUT = route(Draft, async ({ services, params, body }) => {
  const saved = await saveDraft(services, params.id ?? "", body);
  return saved.ok ? reply(saved.value) : saved;
});
