import { limitOf } from "@/lib/server/api/query";
import { reply, route } from "@/lib/server/api/route";
import { listWaiting } from "@/lib/server/inbox/inbox";

/** What waits for people, the newest first; `?search=`, `?limit=`, and `?after=` with the `next` of a page. */
export const GET = route(async ({ services, query }) => {
  const limit = limitOf(query, 50);
  if (!limit.ok) return limit;
  const search = query.get("search") ?? "";
  return reply(await listWaiting(services, { search, after: query.get("after"), limit: limit.value }));
});
