import { limitOf, wholeOf } from "@/lib/server/api/query";
import { reply, route } from "@/lib/server/api/route";
import { changeRows } from "@/lib/server/catalog/pages";

export const GET = route(async ({ services, params, query }) => {
  const limit = limitOf(query, 20);
  if (!limit.ok) return limit;
  const most = Number.MAX_SAFE_INTEGER;
  const before = wholeOf(query, "before", { least: 0, most, fallback: most });
  if (!before.ok) return before;
  const what = { blueprint: params.blueprint ?? "", identifier: params.entity ?? "" };
  return reply({ changes: await changeRows(services, what, limit.value, before.value) });
});
