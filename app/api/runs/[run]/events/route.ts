import { route } from "@/lib/server/api/route";
import { eventStream } from "@/lib/server/api/sse";
import { followRun } from "@/lib/server/runs";

/** The run's log: what was missed since `Last-Event-ID` (or `?after=`), then what happens, until the run is over. */
export const GET = route(async ({ services, params, query, headers, signal }) => {
  const after = headers.get("last-event-id") ?? query.get("after");
  const events = await followRun(services, params.run ?? "", after);
  return events.ok ? eventStream(signal, events.value) : events;
});
