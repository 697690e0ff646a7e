/** What a builtin does with its input, as far as places in it are concerned. */

/** Builtins that give their input back or nothing. */
export const FILTERS = new Set(
  "select values nulls booleans numbers strings arrays objects iterables scalars debug stderr".split(" "),
);

/** Builtins whose outputs are those of an argument, by `name/arity`. */
export const SELECTORS = new Map([
  ["first/1", 0],
  ["last/1", 0],
  ["limit/2", 1],
  ["skip/2", 1],
  ["nth/2", 1],
]);

const elementwise = "map map_values sort_by group_by unique_by min_by max_by with_entries walk any all INDEX";

/**
 * What each argument of a builtin is evaluated on, where that is not the builtin's input: the outputs of an
 * argument before it, or (null) values whose place is no static path.
 */
export const ARGUMENT_INPUTS: ReadonlyMap<string, readonly (number | "input" | null)[]> = new Map([
  ...elementwise.split(" ").map((name): [string, [null]] => [`${name}/1`, [null]]),
  ["any/2", ["input", 0]],
  ["all/2", ["input", 0]],
  ["INDEX/2", ["input", 0]],
  ["JOIN/2", ["input", null]],
  ["JOIN/3", ["input", "input", 1]],
  ["JOIN/4", ["input", "input", 1, null]],
  // The text is made of the groups of a match.
  ["sub/2", ["input", null]],
  ["sub/3", ["input", null, "input"]],
  ["gsub/2", ["input", null]],
  ["gsub/3", ["input", null, "input"]],
]);

/** Builtins whose first argument is a path into their input. */
export const PATH_BUILTINS = new Set(["getpath/1", "setpath/2"]);
