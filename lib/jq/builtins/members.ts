import type { Span } from "../ast";
import { checkPath, iterate, notIterable } from "../compile-path";
import { eachNode, type Node } from "../node";
import { isObject, member } from "../value";

/** `.[]`, for builtins that go through their input. */
export function members(span: Span): Node {
  return eachNode(
    (machine) => {
      checkPath(machine);
      iterate(machine, span);
    },
    ({ budget }, value, _, emit) => {
      if (Array.isArray(value)) {
        budget.step(value.length);
        for (const item of value) emit(item ?? null);
      } else if (isObject(value)) {
        const keys = Object.keys(value);
        budget.keys(keys.length);
        for (const key of keys) emit(member(value, key));
      } else throw notIterable(value);
    },
    [],
  );
}
