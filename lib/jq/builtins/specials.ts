import { addInto } from "../accumulate";
import { pipe } from "../compile-control";
import { checkPath, iterate } from "../compile-path";
import { forPaths } from "../compile-update";
import { collect } from "../compile-value";
import { fail, RuntimeFailure } from "../errors";
import { place } from "../located";
import { backtrack, give, type Machine, Path, type Step } from "../machine";
import type { Native } from "../native";
import { After, aside, directNode, eachNode, type Node, pathNode, Resume, stepNode, Then } from "../node";
import { removePaths } from "../path-delete";
import { asPath, getPath, pathKeys, setPath } from "../path-update";
import { shown } from "../show";
import { isObject, isTruthy, type JsonObject, member, type Value } from "../value";
import { fromEntries } from "./collections";
import { Ending, limits, Watch } from "./limits";
import { members } from "./members";
import { places } from "./places";
import { ranges } from "./ranges";
import type { Special } from "./special";
import { streams } from "./streams";
import { changeCase, strings } from "./strings";

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

/** What is at the places that `places` goes to, and nothing else. */
function pick(places: Node): Node {
  return stepNode((machine) => {
    const input = machine.value;
    const owned = new Set<object>();
    let result: Value = null;
    forPaths(
      machine,
      places,
      ({ budget }, path) => {
        result = setPath(budget, result, path, getPath(budget, input, path), owned);
        // What was put there is the input's own.
        owned.clear();
      },
      () => result,
    );
  });
}

/** A function of its input that goes through a list made on the way, to which no path leads. */
function remade(make: Native, list: (machine: Machine, input: Value, result: Value) => Value): Special {
  return (_, span) => {
    const run = (machine: Machine, value: Value): Value | undefined => {
      try {
        const result = make(machine, value);
        if (machine.path === null || result === undefined) return result;
        const shownList = shown(list(machine, value, result));
        return fail(`Invalid path expression near attempt to iterate through ${shownList}`);
      } catch (failure) {
        throw place(failure, span);
      }
    };
    return directNode(run, []);
  };
}

const entriesOf = (_: Machine, __: Value, result: Value): Value =>
  Object.entries(result as JsonObject).map(([key, value]) => ({ [key]: value }));

const pointsOf = (machine: Machine, input: Value): Value => strings["explode/0"]!(machine, input) ?? null;

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
  const node = pipe(items, sum);
  const onPath: Step = (machine) => {
    const owned = new Set<object>();
    let total: Value = null;
    // Nothing but one value that was found is that value, and may have a place.
    let isFound = true;
    const end: Step = (inner) => {
      if (!isFound) inner.path = inner.path!.leave();
      inner.code = give;
    };
    machine.push(new Ending(machine, () => total, end));
    machine.next = new Watch(machine, (inner) => {
      const item = inner.value;
      if (item !== null) isFound = total === null && Object.is(inner.path!.at, item);
      total = addInto(inner.budget, total, item, owned);
    });
    machine.code = source.step;
  };
  return { ...node, step: (machine) => (machine.path === null ? node.step : onPath)(machine) };
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
  "pick/1": ([places]) => pick(places!),
  "from_entries/0": remade(fromEntries, entriesOf),
  "ascii_downcase/0": remade(
    changeCase(/[A-Z]+/g, (run) => run.toLowerCase()),
    pointsOf,
  ),
  "ascii_upcase/0": remade(
    changeCase(/[a-z]+/g, (run) => run.toUpperCase()),
    pointsOf,
  ),
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
  ...streams,
};
