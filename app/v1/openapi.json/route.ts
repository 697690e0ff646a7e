import { openApi } from "@/lib/server/api/openapi";
import { route } from "@/lib/server/api/route";

export const GET = route(async () => Response.json(openApi(), { headers: { "cache-control": "no-store" } }));
