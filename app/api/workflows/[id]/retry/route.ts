import { z } from "zod";
import { retryPolicy } from "@/lib/run/retry";
import { reply, route } from "@/lib/server/api/route";
import { setRetry } from "@/lib/server/workflows";

const Body = z.strictObject({ retry: retryPolicy.nullable() });

export const PUT = route(Body, async ({ services, params, body }) => {
  const set = await setRetry(services, params.id ?? "", body.retry);
  return set.ok ? reply() : set;
});
