import { catalogRoute } from "@/lib/server/catalog/route";

export const GET = catalogRoute("listEntities");
export const POST = catalogRoute("createEntity");
