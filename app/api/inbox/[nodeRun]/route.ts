import { reply, route } from "@/lib/server/api/route";
import { AnswerBodyAs } from "@/lib/server/inbox/answer-body";
import { openWaiting } from "@/lib/server/inbox/inbox";
import { respond } from "@/lib/server/inbox/respond";

/** A question with its form. */
export const GET = route(async ({ services, params }) => {
  const opened = await openWaiting(services, params.nodeRun ?? "");
  return opened.ok ? reply({ item: opened.value }) : opened;
});

/** Answers it; an Admin may name somebody to answer `as`. */
export const POST = route(AnswerBodyAs, async ({ services, actor, params, body }) => {
  const answered = await respond(services, actor, params.nodeRun ?? "", body);
  return answered.ok ? reply() : answered;
});
