import { catalogRoute } from "@/lib/server/catalog/route";

export const DELETE = catalogRoute("deleteAllEntities");
