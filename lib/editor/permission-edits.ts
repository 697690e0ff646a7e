import { isJsonObject, type Json, type JsonObject } from "../base/json";
import type { Change } from "../workflow/text-edit";

/** The lists of permissions; each lets its people in (reference 8). */
export const permissionLists = ["roles", "users", "teams"] as const;

export type PermissionList = (typeof permissionLists)[number];

const isList = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  (Array.isArray(value) && value.every((name) => typeof name === "string"));

/** Whether permissions can be shown as lists of names and a policy. */
export const arePermissions = (value: Json | undefined): value is JsonObject | undefined =>
  value === undefined || (isJsonObject(value) && permissionLists.every((key) => isList(value[key])));

/** The names in one of the lists. */
export const namesIn = (permissions: Json | undefined, key: PermissionList): string[] =>
  isJsonObject(permissions) && Array.isArray(permissions[key]) ? permissions[key].map(String) : [];

/** The keys of permissions that have no control. */
export const otherPermissionKeys = (permissions: Json | undefined): string[] =>
  isJsonObject(permissions)
    ? Object.keys(permissions).filter(
        (key) => key !== "policy" && !permissionLists.some((list) => list === key),
      )
    : [];

/** Removes a member of an object; an object that would be empty without it goes, too. */
export const removeMemberChanges = (at: string, of: Json | undefined, key: string): Change[] => [
  {
    at: isJsonObject(of) && Object.keys(of).some((other) => other !== key) ? `${at}/${key}` : at,
    value: undefined,
  },
];

/** More names in a list; those that it has already are left out. */
export function addNamesChanges(
  at: string,
  permissions: Json | undefined,
  key: PermissionList,
  names: readonly string[],
): Change[] {
  const before = namesIn(permissions, key);
  const all = [...new Set([...before, ...names])];
  return all.length === before.length ? [] : [{ at: `${at}/${key}`, value: all }];
}

/** Removes a name; an empty list says nothing and goes. */
export const removeNameChanges = (
  at: string,
  permissions: Json | undefined,
  key: PermissionList,
  index: number,
): Change[] =>
  namesIn(permissions, key).length > 1
    ? [{ at: `${at}/${key}/${index}`, value: undefined }]
    : removeMemberChanges(at, permissions, key);
