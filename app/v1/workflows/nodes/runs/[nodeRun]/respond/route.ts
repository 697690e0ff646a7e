import { runActorOf } from "@/lib/server/actor";
import { reply, route } from "@/lib/server/api/route";
import { AnswerBody, respond } from "@/lib/server/inbox/respond";

/** Somebody answers a node run that asks people (reference 4.2). */
export const POST = route(AnswerBody, async ({ services, actor, params, body }) => {
  const caller = { ...runActorOf(actor), admin: actor.role === "Admin" };
  const answered = await respond(services, caller, params.nodeRun ?? "", body);
  return answered.ok ? reply() : answered;
});
