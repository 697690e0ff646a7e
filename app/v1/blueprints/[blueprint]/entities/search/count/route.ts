import { catalogRoute } from "@/lib/server/catalog/route";

export const POST = catalogRoute("countSearched");
