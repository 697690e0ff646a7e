import "server-only";
import type { RunActor } from "../run/events";

/** The one person of a Slipway on loopback, where nobody signs in. */
export const localActor: RunActor = {
  email: "local@slipway.localhost",
  firstName: "Local",
  lastName: "User",
};
