import { addInto } from "../accumulate";
import { pipe } from "../compile-control";
import { checkPath, iterate } from "../compile-path";
import { forPaths } from "../compile-update";
import { collect } from "../compile-value";
import { RuntimeFailure } from "../errors";
import { backtrack, give, Path, type Step } from "../machine";
import { After, aside, directNode, eachNode, type Node, pathNode, Resume, stepNode, Then } from "../node";
import { removePaths } from "../path-delete";
import { asPath, getPath, pathKeys } from "../path-update";
import { isObject, isTruthy, member, type Value } from "../value";
import { limits } from "./limits";
import { members } from "./members";
import { places } from "./places";
import { ranges } from "./ranges";
import type { Special } from "./special";

const empty: Node = {
  ...directNode(() => undefined, []),
  step: backtrack,
};

function select(condition: Node): Node {
  const step: Step = (machine) =>
    aside(machine, condition, (inner, result) => {
      inner.code = isTruthy(result) ? give : backtrack;
    });
  const test = condition.direct;
  return pathNode(
    step,
    test &&
      ((machine, value, env) => {
        const result = test(machine, value, env);
        return result === undefined || !isTruthy(result) ? undefined : value;
      }),
    [condition],
  );
}

/** Every value within a value, itself first. Uses no JavaScript stack. */
const recurseDefault: Node = (() => {
  const children: Step = (machine) => {
    const { value } = machine;
    if (!Array.isArray(value) && !isObject(value)) {
      machine.code = backtrack;
      return;
    }
    machine.next = new Then(machine, visit);
    iterate(machine, { start: 0, end: 0 });
  };
  const visit: Step = (machine) => {
    checkPath(machine);
    if (typeof machine.value === "object" && machine.value !== null)
      machine.push(new Resume(machine, children));
    machine.code = give;
  };
  return eachNode(
    visit,
    (machine, value, _, emit) => {
      const waiting: Value[] = [value];
      const { budget } = machine;
      while (waiting.length > 0) {
        const next = waiting.pop()!;
        if (--budget.fuel < 0) budget.refill();
        emit(next);
        if (Array.isArray(next)) for (let at = next.length - 1; at >= 0; at--) waiting.push(next[at] ?? null);
        else if (isObject(next))
          for (const key of Object.keys(next).reverse()) waiting.push(member(next, key));
      }
    },
    [],
  );
})();

function recurse(f: Node): Node {
  const again: Step = (machine) => {
    machine.next = new Then(machine, visit);
    machine.code = f.step;
  };
  const visit: Step = (machine) => {
    machine.push(new Resume(machine, again));
    machine.code = give;
  };
  return stepNode(visit);
}

function pathOf(f: Node): Node {
  return stepNode((machine) => {
    const outer = machine.path;
    machine.next = new After(machine, (inner) => {
      checkPath(inner);
      inner.value = pathKeys(inner.path!, inner.budget);
      inner.path = outer;
      inner.code = give;
    });
    machine.path = new Path(null, null, machine.value);
    machine.code = f.step;
  });
}

function getPathNode(path: Node): Node {
  const quick = path.direct;
  const step: Step = (machine) =>
    aside(machine, path, (inner, result) => {
      const keys = asPath(result);
      if (inner.path === null) {
        inner.value = getPath(inner.budget, inner.value, keys);
        inner.code = give;
        return;
      }
      if (!Object.is(inner.path.at, inner.value)) checkPath(inner);
      let { value } = inner;
      for (const key of keys) {
        value = getPath(inner.budget, value, [key]);
        inner.path = new Path(key, inner.path, value);
      }
      inner.value = value;
      inner.code = give;
    });
  return pathNode(
    step,
    quick &&
      ((machine, value, env) => {
        const keys = quick(machine, value, env);
        return keys === undefined ? undefined : getPath(machine.budget, value, asPath(keys));
      }),
    [path],
  );
}

function del(target: Node): Node {
  return stepNode((machine) => {
    const root = machine.value;
    const paths: (readonly Value[])[] = [];
    forPaths(
      machine,
      target,
      (_, path) => {
        paths.push(path);
      },
      (inner) => removePaths(inner.budget, root, paths),
    );
  });
}

function raise(given: Node): Node {
  const quick = given.direct;
  if (quick === null) {
    return stepNode((machine) =>
      aside(machine, given, (_, value) => {
        throw new RuntimeFailure(value);
      }),
    );
  }
  return directNode(
    (machine, value, env) => {
      const error = quick(machine, value, env);
      if (error === undefined) return undefined;
      throw new RuntimeFailure(error);
    },
    [given],
  );
}

/** The sum of all outputs, null for none. */
function addAll(source: Node): Node {
  const items = collect(source);
  const sum = directNode((machine, value) => {
    let total: Value = null;
    const owned = new Set<object>();
    for (const item of value as Value[]) {
      if (--machine.budget.fuel < 0) machine.budget.refill();
      total = addInto(machine.budget, total, item, owned);
    }
    return total;
  }, []);
  return pipe(items, sum);
}

export const identityNode: Node = { ...pathNode(give, (_, value) => value, []), identity: true };

export const specials: Record<string, Special> = {
  "empty/0": () => empty,
  "error/0": () => raise(identityNode),
  "error/1": ([value]) => raise(value!),
  "select/1": ([condition]) => select(condition!),
  "map/1": ([f], span) => collect(pipe(members(span), f!)),
  "recurse/0": () => recurseDefault,
  "recurse/1": ([f]) => recurse(f!),
  "path/1": ([f]) => pathOf(f!),
  "getpath/1": ([path]) => getPathNode(path!),
  "del/1": ([target]) => del(target!),
  "add/0": (_, span) => addAll(members(span)),
  "add/1": ([source]) => addAll(source!),
  "debug/0": () => identityNode,
  "stderr/0": () => identityNode,
  "inputs/0": () => empty,
  ...ranges,
  ...limits,
  ...places,
};
