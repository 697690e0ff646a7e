import * as operations from "@/lib/server/api/operations/node-runs";
import { reply, route } from "@/lib/server/api/route";
import { respond } from "@/lib/server/inbox/respond";

/** A person answers a node run that asks (reference 4.2). */
export const POST = route(operations.answerNodeRun.body, async ({ services, actor, params, body }) => {
  const answered = await respond(services, actor, params.nodeRun ?? "", body);
  return answered.ok ? reply() : answered;
});
