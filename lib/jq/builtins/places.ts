import type { Span } from "../ast";
import type { Budget } from "../budget";
import { goTo } from "../compile-path";
import { place } from "../located";
import { give, type Machine } from "../machine";
import { aside, type Node, pathNode } from "../node";
import { index, sliceKey } from "../path-access";
import { isString, type Value } from "../value";
import { indices, lengthOf } from "./collections";
import type { Special } from "./special";
import { affix, trimAffix } from "./strings";

/*
 * Builtins that are an index or a slice underneath, so that what they give has a place: `ltrimstr("a") |= …` and
 * `path(index(1))` mean something. Most calls want no place, and are answered at once.
 */

type Find = (budget: Budget, value: Value, given: Value) => Value;
type Walk = (machine: Machine, given: Value, span: Span) => void;

/** A builtin of one argument: `find` gives its value, `walk` goes there where a path is asked for. */
const placed =
  (find: Find, walk: Walk): Special =>
  ([argument], span): Node => {
    const quick = argument!.direct;
    const locate = <Result>(run: () => Result): Result => {
      try {
        return run();
      } catch (failure) {
        throw place(failure, span);
      }
    };
    return pathNode(
      (machine) =>
        aside(machine, argument!, (inner, given) => {
          if (inner.path === null) inner.value = locate(() => find(inner.budget, inner.value, given));
          else locate(() => walk(inner, given, span));
          inner.code = give;
        }),
      quick &&
        ((machine, value, env) => {
          const given = quick(machine, value, env);
          return given === undefined ? undefined : locate(() => find(machine.budget, value, given));
        }),
      [argument!],
    );
  };

const dropStart: Walk = (machine, given, span) => {
  if (affix(machine.budget, machine.value, given, "start"))
    goTo(machine, sliceKey(lengthOf(given), null), span);
};

const dropEnd: Walk = (machine, given, span) => {
  const { budget, value } = machine;
  if (affix(budget, value, given, "end"))
    goTo(machine, sliceKey(null, lengthOf(value) - lengthOf(given)), span);
};

const toIndices: Walk = (machine, given, span) => {
  const { budget, value } = machine;
  if (isString(value) && isString(given)) {
    // Places in a text are made, not found.
    machine.value = indices(budget, value, given);
    machine.path = machine.path!.leave();
  } else goTo(machine, Array.isArray(value) && !Array.isArray(given) ? [given] : given, span);
};

export const places: Record<string, Special> = {
  "ltrimstr/1": placed((budget, value, given) => trimAffix(budget, value, given, "start"), dropStart),
  "rtrimstr/1": placed((budget, value, given) => trimAffix(budget, value, given, "end"), dropEnd),
  "trimstr/1": placed(
    (budget, value, given) => trimAffix(budget, trimAffix(budget, value, given, "start"), given, "end"),
    (machine, given, span) => {
      dropStart(machine, given, span);
      dropEnd(machine, given, span);
    },
  ),
  "indices/1": placed(indices, toIndices),
  "index/1": placed(
    (budget, value, given) => index(budget, indices(budget, value, given), 0),
    (machine, given, span) => {
      toIndices(machine, given, span);
      goTo(machine, 0, span);
    },
  ),
  "rindex/1": placed(
    (budget, value, given) => index(budget, indices(budget, value, given), -1),
    (machine, given, span) => {
      toIndices(machine, given, span);
      goTo(machine, sliceKey(-1, null), span);
      goTo(machine, 0, span);
    },
  ),
};
