import "server-only";
import type { JsonObject } from "../base/json";
import type { RunActor } from "../run/events";

/** Admins may do everything; Members run what they may, and build nothing. */
export type Role = "Admin" | "Member";

/** A person. */
export interface UserActor extends RunActor {
  kind: "user";
  /** Identifier of the `_user` entity. */
  id: string;
  role: Role;
  /** What policies read of the person and of each of their teams (reference 8), by property. */
  properties: JsonObject;
  teams: JsonObject[];
}

/** A program with a token of its own. */
export interface ClientActor {
  kind: "client";
  id: string;
  name: string;
  role: Role;
}

/** Who makes a call. */
export type Actor = UserActor | ClientActor;

/** The one person of a Slipway on loopback, where nobody signs in. */
export const localActor: UserActor = {
  kind: "user",
  id: "local@slipway.localhost",
  email: "local@slipway.localhost",
  firstName: "Local",
  lastName: "User",
  role: "Admin",
  properties: {
    $identifier: "local@slipway.localhost",
    $title: "Local User",
    port_role: "Admin",
  },
  teams: [],
};

/** What `createdBy` says of an actor: an email, or the id of an API client. */
export const nameOf = (actor: Actor): string => (actor.kind === "user" ? actor.email : actor.id);

/** What a run keeps of the actor that started it. A program has its id where a person has an email. */
export const runActorOf = (actor: Actor): RunActor =>
  actor.kind === "user"
    ? { email: actor.email, firstName: actor.firstName, lastName: actor.lastName }
    : { email: actor.id, firstName: actor.name, lastName: "" };
