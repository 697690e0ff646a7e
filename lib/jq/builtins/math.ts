import { fail } from "../errors";
import { described, type Native, type Natives } from "../native";
import { namesOf, taintAll } from "../taint-all";
import { isNumber, numberOf, type Value } from "../value";
import * as functions from "./math-functions";

const number = (value: Value): number =>
  isNumber(value) ? numberOf(value) : fail(`${described(value)} number required`);

/** What is computed from secret numbers is secret. */
const unary =
  (apply: (x: number) => Value): Native =>
  (_, value) =>
    typeof value === "number" ? apply(value) : taintAll(apply(number(value)), namesOf(value));

/** As `unary`, of functions that give a pair. */
const pair =
  (apply: (x: number) => Value[]): Native =>
  ({ budget }, value) => {
    budget.bytes(112);
    return taintAll(apply(number(value)), namesOf(value));
  };

/** A question about numbers; of anything else the answer is no. */
const test =
  (holds: (x: number) => boolean): Native =>
  (_, value) =>
    isNumber(value) && holds(numberOf(value));

const binary =
  (apply: (x: number, y: number) => number): Native =>
  (_, __, x, y) =>
    taintAll(apply(number(x!), number(y!)), namesOf(x!, y!));

/** Bessel functions are worked out by adding up thousands of terms. */
const bessel =
  (terms: number, apply: (order: number, x: number) => number, fixed?: number): Native =>
  ({ budget }, value, order, x) => {
    budget.step(2 * terms);
    return fixed === undefined
      ? taintAll(apply(Math.trunc(number(order!)), number(x!)), namesOf(order!, x!))
      : taintAll(apply(fixed, number(value)), namesOf(value));
  };

/** Terms of the sums that the Bessel functions of the first and of the second kind are. */
const firstKind = 2_200;
const secondKind = 10_000;

const same = [
  "acos",
  "acosh",
  "asin",
  "asinh",
  "atan",
  "atanh",
  "cbrt",
  "ceil",
  "cos",
  "cosh",
  "exp",
  "expm1",
]
  .concat(["floor", "log", "log10", "log1p", "log2", "sin", "sinh", "sqrt", "tan", "tanh", "trunc"])
  .map((name): [string, Native] => [`${name}/0`, unary(Math[name as "sin"])]);

export const math: Natives = {
  ...Object.fromEntries(same),
  "fabs/0": unary(Math.abs),
  "exp2/0": unary((x) => 2 ** x),
  "exp10/0": unary(functions.exp10),
  "pow10/0": unary(functions.exp10),
  "round/0": unary((x) => (x < 0 ? -Math.round(-x) : Math.round(x))),
  "rint/0": unary(functions.roundHalfEven),
  "nearbyint/0": unary(functions.roundHalfEven),
  "significand/0": unary(functions.significand),
  "logb/0": unary(functions.logb),
  "gamma/0": unary(functions.lgamma),
  "lgamma/0": unary(functions.lgamma),
  "tgamma/0": unary(functions.tgamma),
  "lgamma_r/0": pair((x) => [functions.lgamma(x), functions.tgamma(x) < 0 ? -1 : 1]),
  "frexp/0": pair((x) => functions.frexp(x)),
  "modf/0": pair((x) => {
    const whole = Math.trunc(x);
    return [Number.isFinite(x) ? x - whole : x > 0 || x < 0 ? Math.sign(x) * 0 : x, whole];
  }),
  "erf/0": unary(functions.erf),
  "erfc/0": unary(functions.erfc),
  "j0/0": bessel(firstKind, functions.besselJ, 0),
  "j1/0": bessel(firstKind, functions.besselJ, 1),
  "y0/0": bessel(secondKind, functions.besselY, 0),
  "y1/0": bessel(secondKind, functions.besselY, 1),
  "jn/2": bessel(firstKind, functions.besselJ),
  "yn/2": bessel(secondKind, functions.besselY),
  "pow/2": binary(functions.pow),
  "atan2/2": binary(Math.atan2),
  "fmod/2": binary((x, y) => x % y),
  "fmin/2": binary((x, y) => (Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.min(x, y))),
  "fmax/2": binary((x, y) => (Number.isNaN(x) ? y : Number.isNaN(y) ? x : Math.max(x, y))),
  "fdim/2": binary((x, y) => (Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : Math.max(x - y, 0))),
  "hypot/2": binary((x, y) => Math.hypot(x, y)),
  "copysign/2": binary((x, y) => (y < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x))),
  "drem/2": binary(functions.remainder),
  "remainder/2": binary(functions.remainder),
  "ldexp/2": binary(functions.ldexp),
  "scalb/2": binary(functions.ldexp),
  "scalbln/2": binary(functions.ldexp),
  "nextafter/2": binary(functions.nextAfter),
  "nexttoward/2": binary(functions.nextAfter),
  "fma/3": (_, __, x, y, z) => taintAll(number(x!) * number(y!) + number(z!), namesOf(x!, y!, z!)),
  "infinite/0": () => Number.POSITIVE_INFINITY,
  "nan/0": () => Number.NaN,
  "isinfinite/0": test((x) => x === Number.POSITIVE_INFINITY || x === Number.NEGATIVE_INFINITY),
  "isfinite/0": test((x) => x !== Number.POSITIVE_INFINITY && x !== Number.NEGATIVE_INFINITY),
  "isnan/0": test(Number.isNaN),
  "isnormal/0": test((x) => Number.isFinite(x) && Math.abs(x) >= 2 ** -1022),
};
