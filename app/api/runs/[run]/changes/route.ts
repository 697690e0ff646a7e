import { limitOf } from "@/lib/server/api/query";
import { reply, route } from "@/lib/server/api/route";
import { changeRows } from "@/lib/server/catalog/pages";

export const GET = route(async ({ services, params, query }) => {
  const limit = limitOf(query, 200);
  if (!limit.ok) return limit;
  return reply({ changes: await changeRows(services, { run: params.run ?? "" }, limit.value) });
});
