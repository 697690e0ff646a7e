import { catalogRoute } from "@/lib/server/catalog/route";

export const GET = catalogRoute("countEntities");
