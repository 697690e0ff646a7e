import { Decimal, negateDecimal } from "./decimal";
import { numberText } from "./number-text";
import { union } from "./tainted";

/** A number made of secrets. Being a kind of `Decimal`, it costs plain numbers nothing. */
export class TaintedNumber extends Decimal {
  /** Not empty. */
  readonly names: readonly string[];

  constructor(value: number | Decimal, names: readonly string[]) {
    if (typeof value === "number") super(numberText(value), value, false);
    else super(value.text, value.number, value.written);
    this.names = names;
  }

  /** What a careless `JSON.stringify` gives. */
  toJSON(): string {
    return this.toString();
  }

  override toString(): string {
    return `‹secret:${this.names.join("+")}›`;
  }
}

const namesOfNumber = (value: number | Decimal): readonly string[] =>
  value instanceof TaintedNumber ? value.names : [];

/** `value` as a number that comes from `names`; the plain number when there are none. */
export function taintNumber(value: number | Decimal, names: readonly string[]): number | Decimal {
  if (names.length === 0) return value;
  return new TaintedNumber(value, union([namesOfNumber(value), names]));
}

/** What was computed from numbers: secret when one of them is. */
export function computed(
  result: number,
  left: number | Decimal,
  right: number | Decimal = 0,
): number | Decimal {
  if (typeof left === "number" && typeof right === "number") return result;
  return taintNumber(result, union([namesOfNumber(left), namesOfNumber(right)]));
}

/** A literal with the other sign, as secret as it was. */
export function negateLiteral(value: Decimal): number | Decimal {
  if (!(value instanceof TaintedNumber)) return negateDecimal(value);
  const opposite = value.written ? negateDecimal(value) : value.number === 0 ? 0 : -value.number;
  return new TaintedNumber(opposite, value.names);
}
