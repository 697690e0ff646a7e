import { reply, route } from "@/lib/server/api/route";
import { blueprintRows } from "@/lib/server/catalog/pages";

export const GET = route(async ({ services }) => reply({ blueprints: await blueprintRows(services) }));
