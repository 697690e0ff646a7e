import type { Difference } from "./differ";

/** Differences that are meant, each with its reason. */
const meant: readonly (readonly [RegExp, string])[] = [
  [/splits/, "jq's pieces are slices of the text, with paths that nothing can be done with; ours are made"],
];

export const isKnown = ({ program }: Difference): boolean => meant.some(([pattern]) => pattern.test(program));
