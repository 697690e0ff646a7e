import { catalogRoute } from "@/lib/server/catalog/route";

export const GET = catalogRoute("getEntity");
export const PUT = catalogRoute("replaceEntity");
export const PATCH = catalogRoute("patchEntity");
export const DELETE = catalogRoute("deleteEntity");
