import { describe, expect, it } from "vitest";
import { nameOfPerson, peopleLeft, progressText, respondersText } from "./people";

const person = (email: string) => ({ email, firstName: "", lastName: "" });
const answered = (email: string) => ({ button: "Yes", by: person(email), at: "2026-01-01T00:00:00.000Z" });

describe("people of a question", () => {
  it("are called by name, or by email", () => {
    expect(nameOfPerson({ email: "a@b", firstName: "Ann", lastName: "Lee" })).toBe("Ann Lee");
    expect(nameOfPerson({ email: "a@b", firstName: "Ann", lastName: "" })).toBe("Ann");
    expect(nameOfPerson(person("a@b"))).toBe("a@b");
  });

  it("who have answered are not offered again, and each once", () => {
    const left = peopleLeft({
      me: person("me@example.com"),
      people: [person("ann@example.com"), person("ME@example.com"), person("bob@example.com")],
      answers: [answered("Ann@example.com")],
    });
    expect(left.map(({ email }) => email)).toEqual(["me@example.com", "bob@example.com"]);
  });

  it("fit in one line", () => {
    const nobody = { users: [], roles: [], teams: [] };
    expect(respondersText(nobody)).toBe("Admins");
    expect(respondersText({ ...nobody, users: ["a@b"] })).toBe("a@b");
    expect(respondersText({ ...nobody, users: ["a@b"], teams: ["ops"] })).toBe("a@b and team ops");
    expect(
      respondersText({
        users: ["a@b", "c@d"],
        roles: ["Admin"],
        teams: ["ops"],
        usersQuery: { combinator: "and", rules: [] },
      }),
    ).toBe("a@b, c@d and 3 more");
    expect(respondersText({ ...nobody, users: ["a@b", "c@d", "e@f"] }, 20)).toBe("a@b, c@d and e@f");
  });

  it("are counted for each outlet", () => {
    expect(progressText({ identifier: "a", title: "Approved", needed: 2, given: 1 })).toBe("Approved 1 of 2");
  });
});
