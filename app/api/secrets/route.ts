import { reply, route } from "@/lib/server/api/route";

export const GET = route(async ({ services }) => reply({ secrets: await services.secrets.list() }));
