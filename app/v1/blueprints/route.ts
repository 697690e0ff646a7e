import { catalogRoute } from "@/lib/server/catalog/route";

export const GET = catalogRoute("listBlueprints");
export const POST = catalogRoute("createBlueprint");
