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
    (_machine, value, _, emit) => {
      if (Array.isArray(value)) for (const item of value) emit(item ?? null);
      else if (isObject(value)) for (const key of Object.keys(value)) emit(member(value, key));
      else throw notIterable(value);
    },
    [],
  );
}
