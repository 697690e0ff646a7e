import { reply, route } from "@/lib/server/api/route";

export const GET = route(async ({ services }) => reply({ environments: await services.environments.list() }));
