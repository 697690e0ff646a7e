import type { InboxItem, InboxRow } from "@/lib/editor/api-types";

type Person = InboxItem["me"];

/** How a person is called: the name, else the email. */
export const nameOfPerson = ({ email, firstName, lastName }: Person): string =>
  `${firstName} ${lastName}`.trim() || email;

/** Everybody in whose name an answer can still be given; who looks at it comes first. */
export function peopleLeft({ me, people, answers }: Pick<InboxItem, "me" | "people" | "answers">): Person[] {
  const done = new Set(answers.map(({ by }) => by.email.toLowerCase()));
  const left = new Map<string, Person>();
  for (const person of [me, ...people]) {
    const key = person.email.toLowerCase();
    if (!done.has(key) && !left.has(key)) left.set(key, person);
  }
  return [...left.values()];
}

/** Who may answer: `ann@example.com, team ops and 2 more`, naming `most` of them. */
export function respondersText(
  { users, roles, teams, usersQuery }: InboxRow["responders"],
  most = 2,
): string {
  const all = [
    ...users,
    ...teams.map((team) => `team ${team}`),
    ...roles.map((role) => `role ${role}`),
    ...(usersQuery === undefined ? [] : ["everybody a query finds"]),
  ];
  if (all.length === 0) return "Admins";
  const named = all.slice(0, most);
  const last = all.length > most ? `${all.length - most} more` : named.pop();
  return named.length === 0 ? String(last) : `${named.join(", ")} and ${last}`;
}

/** How far an outlet is: `Approved 1 of 2`. */
export const progressText = ({ title, given, needed }: InboxRow["outlets"][number]): string =>
  `${title} ${given} of ${needed}`;
