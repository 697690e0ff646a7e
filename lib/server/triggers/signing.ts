import "server-only";
import { createHmac } from "node:crypto";

export const eventSecret = "a secret for events";

/** The headers with which a sender proves a body, for tests; `seconds` since 1970. */
export const signatureOf = (
  body: string,
  seconds = Math.floor(Date.now() / 1000),
  secret = eventSecret,
): Record<string, string> => ({
  "x-port-timestamp": String(seconds),
  "x-port-signature": `v1,${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("base64")}`,
});
