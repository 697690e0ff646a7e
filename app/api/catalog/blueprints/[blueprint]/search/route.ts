import { reply, route } from "@/lib/server/api/route";
import { entityPage, PageSearch } from "@/lib/server/catalog/page-search";

export const POST = route(PageSearch, async ({ services, actor, params, body }) => {
  const page = await entityPage(services, actor, params.blueprint ?? "", body);
  return page.ok ? reply(page.value) : page;
});
