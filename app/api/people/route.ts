import { listPeople } from "@/lib/server/access/directory";
import { reply, route } from "@/lib/server/api/route";

/** The people of the catalog, for *Run as*. */
export const GET = route(async ({ services }) => reply({ people: await listPeople(services) }));
