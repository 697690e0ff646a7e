import { catalogRoute } from "@/lib/server/catalog/route";

export const GET = catalogRoute("getBlueprint");
export const PUT = catalogRoute("replaceBlueprint");
export const PATCH = catalogRoute("patchBlueprint");
export const DELETE = catalogRoute("deleteBlueprint");
