import { reply, route } from "@/lib/server/api/route";
import { entityDetail } from "@/lib/server/catalog/pages";

export const GET = route(async ({ services, params }) => {
  const detail = await entityDetail(services, params.blueprint ?? "", params.entity ?? "");
  return detail.ok ? reply(detail.value) : detail;
});
