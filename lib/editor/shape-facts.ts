import type { JsonObject } from "../base/json";
import type { Blueprint } from "../catalog/blueprint";
import { computedNames } from "../catalog/blueprint";
import type { RunState } from "../run/state";
import type { Blueprints } from "../workflow/shapes/from-catalog";
import { shapeOfValue } from "../workflow/shapes/from-value";
import type { ShapeFacts } from "../workflow/shapes/node-shapes";
import type { Shape } from "../workflow/shapes/shape";
import type { PinChoices } from "./pins";

/** What of blueprints says how entities look. */
export const blueprintShapes = (blueprints: readonly Blueprint[]): Blueprints =>
  Object.fromEntries(
    blueprints.map((blueprint) => [
      blueprint.identifier,
      {
        identifier: blueprint.identifier,
        properties: (blueprint.schema?.properties ?? {}) as JsonObject,
        required: blueprint.schema?.required ?? [],
        relations: blueprint.relations ?? {},
        computed: computedNames({
          ...blueprint,
          mirrorProperties: blueprint.mirrorProperties ?? {},
          calculationProperties: blueprint.calculationProperties ?? {},
        }),
      },
    ]),
  );

const byRun = new WeakMap<RunState, Record<string, Shape>>();

/**
 * The shapes of what nodes gave in a run. Those that failed are left out, and those that were not run: their output
 * says nothing of the next time, nor of runs of other people.
 */
function seenIn(run: RunState): Record<string, Shape> {
  const known = byRun.get(run);
  if (known !== undefined) return known;
  const shapes = Object.fromEntries(
    run.nodeRuns.flatMap(({ node, output, result, mock }) =>
      output === undefined || result === "FAILED" || mock !== undefined ? [] : [[node, shapeOfValue(output)]],
    ),
  );
  byRun.set(run, shapes);
  return shapes;
}

/** What is known of values beside the document; worked out once for each run. */
export const shapeFacts = ({
  blueprints,
  lastRun,
}: {
  blueprints: Blueprints | undefined;
  lastRun: RunState | null;
}): ShapeFacts => ({ blueprints, ...(lastRun && { seen: seenIn(lastRun) }) });

/** For suggestions and the data panel, not for checks: a pinned output is one person's, and only in test runs. */
export const withPinned = (facts: ShapeFacts, pins: PinChoices): ShapeFacts => {
  const pinned = Object.entries(pins).flatMap(([node, { output }]) =>
    output === undefined ? [] : [[node, shapeOfValue(output)] as const],
  );
  return pinned.length === 0 ? facts : { ...facts, seen: { ...facts.seen, ...Object.fromEntries(pinned) } };
};
