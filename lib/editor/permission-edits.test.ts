import { expect, test } from "vitest";
import type { Json, JsonObject } from "../base/json";
import { type Change, editText } from "../workflow/text-edit";
import {
  addNamesChanges,
  arePermissions,
  namesIn,
  otherPermissionKeys,
  removeMemberChanges,
  removeNameChanges,
} from "./permission-edits";

const edited = (value: Json | undefined, changes: Change[]): Json | undefined =>
  (JSON.parse(editText(JSON.stringify(value === undefined ? {} : { p: value }), changes)) as JsonObject).p;

test("what can be shown as lists", () => {
  for (const value of [undefined, {}, { roles: ["a"], policy: 1, note: 2 }, { users: null }])
    expect(arePermissions(value)).toBe(true);
  for (const value of [null, "x", [], { roles: "a" }, { teams: [1] }])
    expect(arePermissions(value)).toBe(false);
  expect(otherPermissionKeys({ roles: [], policy: {}, note: 1 })).toEqual(["note"]);
});

test("names are added once, and an empty list goes with its last name", () => {
  const one = edited(undefined, addNamesChanges("/p", undefined, "roles", ["Member", "Member"]));
  expect(one).toEqual({ roles: ["Member"] });
  const two = edited(one, addNamesChanges("/p", one, "users", ["a@x.test", "b@x.test"]));
  expect(two).toEqual({ roles: ["Member"], users: ["a@x.test", "b@x.test"] });
  expect(addNamesChanges("/p", two, "users", ["b@x.test"])).toEqual([]);
  expect(edited({ teams: null }, addNamesChanges("/p", { teams: null }, "teams", ["a"]))).toEqual({
    teams: ["a"],
  });
  const less = edited(two, removeNameChanges("/p", two, "users", 0));
  expect(namesIn(less, "users")).toEqual(["b@x.test"]);
  const roles = edited(less, removeNameChanges("/p", less, "users", 0));
  expect(roles).toEqual({ roles: ["Member"] });
  expect(edited(roles, removeNameChanges("/p", roles, "roles", 0))).toBeUndefined();
});

test("a policy goes, and what stands beside it stays", () => {
  const both = { policy: {}, note: 1 };
  expect(edited(both, removeMemberChanges("/p", both, "policy"))).toEqual({ note: 1 });
  expect(edited({ policy: {} }, removeMemberChanges("/p", { policy: {} }, "policy"))).toBeUndefined();
});
