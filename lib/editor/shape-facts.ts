import type { JsonObject } from "../base/json";
import type { Blueprint } from "../catalog/blueprint";
import { computedNames } from "../catalog/blueprint";
import type { RunState } from "../run/state";
import type { Blueprints } from "../workflow/shapes/from-catalog";
import { shapeOfValue } from "../workflow/shapes/from-value";
import type { ShapeFacts } from "../workflow/shapes/node-shapes";
import type { Shape } from "../workflow/shapes/shape";

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

/** The shapes of what nodes gave in a run, the failed ones left out: their output says nothing of the next time. */
function seenIn(run: RunState): Record<string, Shape> {
  const known = byRun.get(run);
  if (known !== undefined) return known;
  const shapes = Object.fromEntries(
    run.nodeRuns.flatMap(({ node, output, result }) =>
      output === undefined || result === "FAILED" ? [] : [[node, shapeOfValue(output)]],
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
