import { expect, test } from "vitest";
import { manyTeams, oneTeam } from "./team-edits";

test("one team as a list, and back", () => {
  expect(manyTeams("core")).toEqual(["core"]);
  expect(manyTeams(undefined)).toEqual([]);
  expect(manyTeams(null)).toEqual([]);
  expect(manyTeams("")).toEqual([]);
  expect(manyTeams(["a", "b"])).toEqual(["a", "b"]);
  expect(oneTeam(["core"])).toBe("core");
  expect(oneTeam([])).toBeUndefined();
  expect(oneTeam(["a", "b"])).toEqual(["a", "b"]);
});
