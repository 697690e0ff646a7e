import { z } from "zod";
import { reply, route } from "@/lib/server/api/route";
import { cancelRun } from "@/lib/server/runs";

export const POST = route(
  z.object({ force: z.boolean().default(false) }),
  async ({ services, params, body }) => {
    const cancelled = await cancelRun(services, params.run ?? "", body.force);
    return cancelled.ok ? reply() : cancelled;
  },
);
