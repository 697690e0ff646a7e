import type { Json } from "../base/json";

/** A team as a list of teams. */
export const manyTeams = (value: Json | undefined): Json =>
  typeof value === "string" && value !== "" ? [value] : Array.isArray(value) ? value : [];

/** The only team of a list; undefined, which is none, for an empty one. A list of several stays. */
export const oneTeam = (value: Json | undefined): Json | undefined =>
  Array.isArray(value) ? (value.length > 1 ? value : value[0]) : value;
