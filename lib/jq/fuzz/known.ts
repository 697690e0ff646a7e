import type { Difference } from "./differ";

/** Differences that are meant, each with its reason. */
const meant: readonly (readonly [RegExp, string])[] = [
  [/\?\/\//, "leaving a loop early counts as an error for the alternatives of a destructuring in jq"],
  [/path\(.*trimstr|trimstr.*=/s, "jq trims by slicing, so what is left has a path; ours has none"],
  [/path\(.*ind(ex|ices)|ind(ex|ices)\(.*=/s, "jq defines index by way of a path; ours has none"],
  [/(path|pick|del)\(.*add\(|add\(.*=/s, "jq defines add by way of a path; ours has none"],
  [/input_line_number|\$ENV|env\b/, "there is no process around us"],
];

/** jq works out constants when it compiles, and then refuses a key that is no string; we refuse it when it runs. */
const isConstantKey = ({ program, jq, ours }: Difference): boolean =>
  jq === "compile" && ours.endsWith('"runtime"]') && program.includes("{(");

export const isKnown = (difference: Difference): boolean =>
  isConstantKey(difference) || meant.some(([pattern]) => pattern.test(difference.program));
