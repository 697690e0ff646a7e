import { reply, route } from "@/lib/server/api/route";

/** Whether the engine works, and how many runs it holds. */
export const GET = route(async ({ services }) => {
  const health = await services.engine.health();
  return reply({ health }, health.ok ? 200 : 503);
});
