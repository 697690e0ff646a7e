import type { Ast } from "../ast";
import type { Reference } from "../types";
import { outputTrailsOf, type Trail, trailsOf, trailsOfText } from "./trails";

/**
 * Every place in its input that a program reads by static steps, such as `.outputs.deploy.url`, also
 * through `as` bindings, destructuring and definitions. A step that is computed ends the path. A text that
 * does not parse reads nothing. Offsets are UTF-16 units into the text, in the order of the text.
 */
export function references(program: Ast | string): Reference[] {
  return listed(typeof program === "string" ? trailsOfText(program) : trailsOf(program));
}

/** The references that the outputs of a program may be, as far as they are places in its input. */
export const outputReferences = (program: Ast): Reference[] => listed(outputTrailsOf(program));

function listed(trails: readonly Trail[]): Reference[] {
  const seen = new Set<string>();
  return trails
    .filter((trail) => trail.tested !== true && trail.steps.length > 0)
    .map(referenceOf)
    .filter((reference) => {
      // A definition that is called twice is walked twice.
      const identity = JSON.stringify(reference);
      return !seen.has(identity) && seen.add(identity);
    })
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

function referenceOf({ steps }: Trail): Reference {
  const segments = steps.map(({ key, start, end }) => ({ key, start, end }));
  const [first, ...rest] = segments;
  return {
    root: typeof first?.key === "string" ? first.key : "",
    path: (typeof first?.key === "string" ? rest : segments).map(({ key }) => key),
    start: Math.min(...steps.map(({ access, start }) => access?.start ?? start)),
    end: Math.max(...steps.map(({ access, end }) => access?.end ?? end)),
    segments,
  };
}
