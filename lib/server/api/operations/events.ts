import "server-only";
import { z } from "zod";
import { entityEvent } from "../../../nodes/event-trigger/event";
import { envelope, operation } from "./operation";

export const sendEvent = operation({
  method: "POST",
  path: "/v1/events",
  tag: "Events",
  summary: "Tell of a change to an entity",
  description:
    "Slipway's own: starts the event triggers that it fits. Signed with `X-Port-Timestamp` (seconds) and `X-Port-Signature` (`v1,` and the Base64 of HMAC-SHA-256 over `<timestamp>.<body>`) instead of a token.",
  body: entityEvent,
  example: {
    action: "CREATE",
    context: { blueprintIdentifier: "service", entityIdentifier: "billing" },
    diff: {
      before: null,
      after: { identifier: "billing", blueprint: "service", properties: {}, relations: {} },
    },
  },
  status: 202,
  response: envelope({ eventId: z.string() }),
  errors: [409],
  open: true,
});
