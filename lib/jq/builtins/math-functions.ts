export function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest !== 0.5) return Math.round(x);
  return floor % 2 === 0 ? floor : floor + 1;
}

export function exp10(x: number): number {
  return Number.isInteger(x) && Math.abs(x) < 400 ? Number(`1e${x}`) : 10 ** x;
}

/** As C has it: one to any power is one, even to NaN. */
export function pow(x: number, y: number): number {
  if (x === 1 || (x === -1 && Math.abs(y) === Number.POSITIVE_INFINITY)) return 1;
  return x ** y;
}

/** The exponent of two. */
export function logb(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (!Number.isFinite(x)) return Number.isNaN(x) ? x : Number.POSITIVE_INFINITY;
  const [, exponent] = frexp(x);
  return exponent - 1;
}

export function significand(x: number): number {
  return x === 0 || !Number.isFinite(x) ? x : ldexp(x, -logb(x));
}

/** A fraction in [0.5, 1) and a power of two. */
export function frexp(x: number): [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  let fraction = x;
  let exponent = 0;
  while (Math.abs(fraction) >= 2 ** 64) {
    fraction /= 2 ** 64;
    exponent += 64;
  }
  while (Math.abs(fraction) < 2 ** -64) {
    fraction *= 2 ** 64;
    exponent -= 64;
  }
  while (Math.abs(fraction) >= 1) {
    fraction /= 2;
    exponent++;
  }
  while (Math.abs(fraction) < 0.5) {
    fraction *= 2;
    exponent--;
  }
  return [fraction, exponent];
}

export function ldexp(x: number, power: number): number {
  let result = x;
  let left = Math.trunc(Math.max(-4_000, Math.min(4_000, power)));
  if (Number.isNaN(power)) return Number.NaN;
  for (; left > 1_000; left -= 1_000) result *= 2 ** 1_000;
  for (; left < -1_000; left += 1_000) result *= 2 ** -1_000;
  return result * 2 ** left;
}

/** The rest after the nearest multiple, as IEEE 754 defines it. */
export function remainder(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y) || !Number.isFinite(x) || y === 0) return Number.NaN;
  if (!Number.isFinite(y)) return x;
  const by = Math.abs(y);
  let rest = Math.abs(x) % by;
  const odd = Math.abs(x) % (2 * by) >= by;
  if (rest > by / 2 || (rest === by / 2 && odd)) rest -= by;
  return x < 0 || Object.is(x, -0) ? -rest : rest;
}

const bits = new DataView(new ArrayBuffer(8));

export function nextAfter(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (x === y) return y;
  if (x === 0) return y > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE;
  bits.setFloat64(0, x);
  const step = y > x === x > 0 ? 1n : -1n;
  bits.setBigInt64(0, bits.getBigInt64(0) + step);
  return bits.getFloat64(0);
}

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

function lanczosSum(x: number): number {
  return lanczos.reduce((sum, factor, at) => (at === 0 ? factor : sum + factor / (x + at)), 0);
}

/** The logarithm of the absolute value of the gamma function. */
export function lgamma(x: number): number {
  if (Number.isNaN(x)) return x;
  if (!Number.isFinite(x) || (x <= 0 && Number.isInteger(x))) return Number.POSITIVE_INFINITY;
  if (x === 1 || x === 2) return 0;
  if (x < 0.5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - lgamma(1 - x);
  if (x < 100 && Number.isInteger(x)) return Math.log(factorial(x - 1));
  const shifted = x - 1;
  const base = shifted + 7.5;
  return (
    0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(lanczosSum(shifted))
  );
}

function factorial(n: number): number {
  let product = 1;
  for (let factor = 2; factor <= n; factor++) product *= factor;
  return product;
}

export function tgamma(x: number): number {
  if (x === 0) return 1 / x;
  if (Number.isInteger(x)) return x < 0 ? Number.NaN : x > 171 ? Number.POSITIVE_INFINITY : factorial(x - 1);
  if (x === Number.NEGATIVE_INFINITY) return Number.NaN;
  if (x < 0.5) return Math.PI / (Math.sin(Math.PI * x) * tgamma(1 - x));
  if (x > 171.7) return Number.POSITIVE_INFINITY;
  const shifted = x - 1;
  const base = shifted + 7.5;
  return Math.sqrt(2 * Math.PI) * base ** (shifted + 0.5) * Math.exp(-base) * lanczosSum(shifted);
}

/** By its power series where that converges fast, by the continued fraction of the complement elsewhere. */
export function erf(x: number): number {
  if (Number.isNaN(x)) return x;
  if (Math.abs(x) > 2.5) return x > 0 ? 1 - erfc(x) : erfc(-x) - 1;
  let term = x;
  let sum = x;
  for (let n = 1; n < 100 && Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
    term *= -(x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x < 2.5) return 1 - erf(x);
  if (x > 27) return 0;
  let fraction = 0;
  for (let n = 120; n > 0; n--) fraction = n / 2 / (x + fraction);
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * (x + fraction));
}

/** Bessel's integral, by the trapezoidal rule, which converges fast for a periodic function. */
export function besselJ(order: number, x: number): number {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? x : 0;
  const count = 200 + Math.min(2_000, Math.ceil(Math.abs(x)) * 2 + Math.abs(order) * 2);
  let sum = 0;
  for (let at = 0; at < count; at++) {
    const angle = (Math.PI * (at + 0.5)) / count;
    sum += Math.cos(order * angle - x * Math.sin(angle));
  }
  return sum / count;
}

/** The second kind, by its integral over a finite and an infinite range. */
export function besselY(order: number, x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x < 0 || Number.isNaN(x)) return Number.NaN;
  if (!Number.isFinite(x)) return 0;
  const sign = order % 2 === 0 ? 1 : -1;
  const first = simpson(0, Math.PI, 2_000, (angle) => Math.sin(x * Math.sin(angle) - order * angle));
  const end = Math.asinh(750 / x);
  const second = simpson(
    0,
    end,
    8_000,
    (t) => (Math.exp(order * t) + sign * Math.exp(-order * t)) * Math.exp(-x * Math.sinh(t)),
  );
  return (first - second) / Math.PI;
}

function simpson(from: number, to: number, parts: number, f: (x: number) => number): number {
  const width = (to - from) / parts;
  let sum = f(from) + f(to);
  for (let at = 1; at < parts; at++) sum += (at % 2 === 0 ? 2 : 4) * f(from + at * width);
  return (sum * width) / 3;
}
