import "server-only";
import type { Json, JsonObject } from "../../base/json";
import type { Entity } from "../../catalog/entity";
import type { Query } from "../../catalog/query";
import { readQuery } from "../../catalog/read-query";
import type { Responders } from "../../nodes/input/prompt";
import { localActor } from "../actor";
import type { Services } from "../running";

type Needs = Pick<Services, "catalog">;

/** Somebody who may answer. */
export interface Person {
  email: string;
  firstName: string;
  lastName: string;
}

/** The most people of the catalog that one node tells, or offers to choose from. */
const MOST = 200;

const sameName = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** True when a node names nobody; then Admins alone may answer, as with triggers without permissions (reference 8). */
export const namesNobody = ({ users, roles, teams, usersQuery }: Responders): boolean =>
  users.length + roles.length + teams.length === 0 && usersQuery === undefined;

/** Whether a person is among the responders. Users, roles, teams and the query each let people in (reference 4.2). */
export async function isResponder(needs: Needs, responders: Responders, email: string): Promise<boolean> {
  if (responders.users.some((user) => sameName(user, email))) return true;
  const own: JsonObject = { property: "$identifier", operator: "in", value: [email, email.toLowerCase()] };
  const found = await searchUsers(needs, responders, own);
  return found.length > 0;
}

/**
 * Everybody who may answer, as far as it is known here: users that are named by an email, and people of the
 * catalog. A user of the catalog that is disabled is left out.
 */
export async function everyResponder(needs: Needs, responders: Responders): Promise<Person[]> {
  const people = new Map<string, Person>();
  const add = (person: Person) => {
    const key = person.email.toLowerCase();
    if (!people.has(key) && people.size < MOST) people.set(key, person);
  };
  for (const user of responders.users) {
    const entity = await userEntity(needs, user);
    if (entity !== undefined) {
      if (isActive(entity)) add(personOf(entity));
    } else if (/^[^\s@]+@[^\s@]+$/.test(user)) add({ email: user, firstName: "", lastName: "" });
  }
  for (const entity of await searchUsers(needs, responders)) add(personOf(entity));
  return [...people.values()];
}

/** The name of a person, as the catalog has it. */
export async function personNamed(needs: Needs, email: string): Promise<Person> {
  const entity = await userEntity(needs, email);
  return entity === undefined ? { email, firstName: "", lastName: "" } : { ...personOf(entity), email };
}

async function userEntity({ catalog }: Needs, email: string): Promise<Entity | undefined> {
  const exact = await catalog.entity("_user", email);
  const found = exact.ok ? exact : await catalog.entity("_user", email.toLowerCase());
  return found.ok ? found.value : undefined;
}

/** People of the catalog whom roles, teams or the query name, and who fulfil `also`. */
async function searchUsers(needs: Needs, responders: Responders, also?: JsonObject): Promise<Entity[]> {
  const rules: Json[] = [];
  const { roles, usersQuery } = responders;
  if (roles.length > 0) rules.push({ property: "port_role", operator: "in", value: roles });
  const teams = await teamIdentifiers(needs, responders.teams);
  if (teams.length > 0) rules.push({ property: "$team", operator: "containsAny", value: teams });
  if (usersQuery !== undefined && readQuery(usersQuery).ok) rules.push(usersQuery);
  if (rules.length === 0) return [];
  const ways: JsonObject = { combinator: "or", rules };
  const query = readQuery({ combinator: "and", rules: also === undefined ? [ways] : [ways, also] });
  return query.ok ? (await search(needs, "_user", query.value)).filter(isActive) : [];
}

/** Teams may be named by identifier or title; people hold the identifiers. */
async function teamIdentifiers(needs: Needs, teams: readonly string[]): Promise<string[]> {
  if (teams.length === 0) return [];
  const titled = readQuery({
    combinator: "or",
    rules: [{ property: "$title", operator: "in", value: [...teams] }],
  });
  const entities = titled.ok ? await search(needs, "_team", titled.value) : [];
  return [...new Set([...teams, ...entities.map(({ identifier }) => identifier)])];
}

async function search({ catalog }: Needs, blueprint: string, query: Query): Promise<Entity[]> {
  const found = await catalog.search({ blueprint, query, limit: MOST, by: localActor.email });
  return found.ok ? found.value.entities : [];
}

const isActive = ({ properties }: Entity): boolean => properties.status !== "Disabled";

function personOf({ identifier, title, properties }: Entity): Person {
  const text = (name: string) => (typeof properties[name] === "string" ? properties[name] : "");
  const named = { firstName: text("firstName"), lastName: text("lastName") };
  return {
    email: identifier,
    ...(named.firstName + named.lastName === "" && title !== identifier
      ? { firstName: title, lastName: "" }
      : named),
  };
}
