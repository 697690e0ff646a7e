import "server-only";
import type { JsonObject } from "../../base/json";
import type { Entity } from "../../catalog/entity";
import { everything } from "../../catalog/query";
import type { UserRow } from "../../run/answers";
import { localActor, type Role, type UserActor } from "../actor";
import type { Services } from "../running";

type Needs = Pick<Services, "catalog">;

/** The person behind a `_user` entity, by email; one that is disabled is nobody. */
export async function findUser({ catalog }: Needs, email: string): Promise<UserActor | undefined> {
  const exact = await catalog.entity("_user", email);
  const found = exact.ok ? exact : await catalog.entity("_user", email.toLowerCase());
  if (!found.ok || found.value.properties.status === "Disabled") return undefined;
  const user = found.value;
  const { properties } = user;
  const text = (name: string) => (typeof properties[name] === "string" ? properties[name] : "");
  return {
    kind: "user",
    id: text("id") || user.identifier,
    email: user.identifier,
    firstName: text("firstName") || user.title,
    lastName: text("lastName"),
    role: roleOf(user),
    properties: readable(user),
    teams: await Promise.all(user.team.map((team) => findTeam({ catalog }, team))),
  };
}

/** The people of the catalog who are not disabled, by title; the first two hundred. */
export async function listPeople({ catalog }: Needs): Promise<UserRow[]> {
  const found = await catalog.search({
    blueprint: "_user",
    query: everything,
    limit: 200,
    by: localActor.email,
  });
  const people = found.ok ? found.value.entities : [];
  return people
    .filter(({ properties }) => properties.status !== "Disabled")
    .map((person) => ({ email: person.identifier, title: person.title, role: roleOf(person) }))
    .sort((a, b) => a.title.localeCompare(b.title, "en"));
}

const roleOf = ({ properties }: Entity): Role => (properties.port_role === "Admin" ? "Admin" : "Member");

/** An entity as policies read it: `$identifier`, `$title`, `$team` and its properties. */
export async function findEntity(
  { catalog }: Needs,
  blueprint: string,
  identifier: string,
): Promise<JsonObject | undefined> {
  const found = await catalog.entity(blueprint, identifier);
  return found.ok ? readable(found.value) : undefined;
}

/** A team that has no entity is its name alone. */
const findTeam = async (needs: Needs, team: string): Promise<JsonObject> =>
  (await findEntity(needs, "_team", team)) ?? { $identifier: team, $title: team };

const readable = ({ identifier, title, team, properties }: Entity): JsonObject => ({
  ...properties,
  $identifier: identifier,
  $title: title,
  $team: team,
});
