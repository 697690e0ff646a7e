import { numberText } from "./number-text";

/**
 * A number literal whose digits a double cannot hold. jq keeps such a literal as written until something is
 * computed with it; so do we, and pay for it only where one occurs.
 */
export class Decimal {
  /** In jq's canonical form. */
  readonly text: string;
  readonly number: number;
  /** Whether it was written so, and not computed: only then do all its digits count. */
  readonly written: boolean;

  constructor(text: string, number: number, written = true) {
    this.text = text;
    this.number = number;
    this.written = written;
  }
}

/** The value of a number literal: a plain number wherever that prints the same. */
export function numberLiteral(text: string): number | Decimal {
  const number = Number(text);
  if (plainInteger.test(text)) return number;
  const canonical = canonicalLiteral(text);
  // Beyond 2^53 even a literal that prints the same has neighbours that a double cannot tell it from.
  const exact = Math.abs(number) <= Number.MAX_SAFE_INTEGER && canonical === numberText(number);
  return exact ? number : new Decimal(canonical, clamp(number));
}

/** The same literal with the other sign. */
export function negateDecimal({ text, number }: Decimal): Decimal {
  if (number === 0) return new Decimal(text.replace(/^-/, ""), 0);
  return new Decimal(text.startsWith("-") ? text.slice(1) : `-${text}`, -number);
}

const plainInteger = /^-?(?:0|[1-9]\d{0,14})$/;

const clamp = (number: number): number =>
  Number.isFinite(number) ? number : Math.sign(number) * Number.MAX_VALUE;

/** Scientific form as decimal arithmetic libraries print it: an exponent only when the point falls outside the digits. */
function canonicalLiteral(text: string): string {
  const [, sign, whole, fraction, exponent] = /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+(?=\d)/, "");
  const scale = Number(exponent ?? 0) - (fraction ?? "").length;
  const adjusted = scale + digits.length - 1;
  if (scale === 0) return `${sign}${digits}`;
  if (scale < 0 && adjusted >= -6) {
    const point = digits.length + scale;
    if (point > 0) return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
    return `${sign}0.${"0".repeat(-point)}${digits}`;
  }
  const mantissa = digits.length === 1 ? digits : `${digits[0]}.${digits.slice(1)}`;
  return `${sign}${mantissa}E${adjusted < 0 ? "" : "+"}${adjusted}`;
}

/** Compares two literals exactly, where their doubles are equal. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  if (left.number !== right.number) return left.number < right.number ? -1 : 1;
  if (left.text === right.text) return 0;
  if (!/^-?\d+$/.test(left.text) || !/^-?\d+$/.test(right.text)) return 0;
  const difference = BigInt(left.text) - BigInt(right.text);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}
