import { localActor } from "@/lib/server/actor";
import { reply, route } from "@/lib/server/api/route";
import { AnswerBody, respond } from "@/lib/server/inbox/respond";

/** A person answers a node run that asks (reference 4.2). */
export const POST = route(AnswerBody, async ({ services, params, body }) => {
  const answered = await respond(services, { ...localActor, admin: true }, params.nodeRun ?? "", body);
  return answered.ok ? reply() : answered;
});
