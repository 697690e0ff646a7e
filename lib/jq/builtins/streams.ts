import { add } from "../arithmetic";
import { fail } from "../errors";
import { backtrack, give } from "../machine";
import { After, type Node, stepNode } from "../node";
import { index } from "../path-access";
import { asPath, setPath } from "../path-update";
import { shown } from "../show";
import type { Value } from "../value";
import { lengthOf } from "./collections";
import type { Special } from "./special";

/** The values that the events of `events` tell of, each as soon as it is whole. */
function fromStream(events: Node): Node {
  return stepNode((machine) => {
    let built: Value = null;
    let owned = new Set<object>();
    machine.next = new After(machine, (inner) => {
      const { budget, value: event } = inner;
      const isLeaf = lengthOf(event) === 2;
      const place = index(budget, event, 0);
      const depth = lengthOf(place);
      // A leaf at no depth is all there is; what closes at depth one closes the whole.
      const isWhole = depth === (isLeaf ? 0 : 1);
      if (isLeaf) {
        // In jq what is built lies at x, which shows where a path is none.
        const path = asPath(add(budget, ["x"], place)).slice(1);
        built = setPath(budget, built, path, index(budget, event, 1), owned);
      }
      if (!isWhole) {
        inner.code = backtrack;
        return;
      }
      // No path leads to what was put together.
      if (inner.path !== null) {
        const state = shown({ x: built, e: true });
        fail(`Invalid path expression near attempt to access element "x" of ${state}`);
      }
      inner.value = built;
      inner.code = give;
      built = null;
      owned = new Set();
    });
    machine.code = events.step;
  });
}

export const streams: Record<string, Special> = {
  "fromstream/1": ([events]) => fromStream(events!),
};
