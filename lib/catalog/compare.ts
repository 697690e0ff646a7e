import { isJsonObject, type Json, sameJson } from "../base/json";
import { isDateTime } from "./formats";
import type { Operator, Preset } from "./query";

const day = 86_400_000;

/** How many days each preset reaches back (negative) or ahead. */
const spans: Record<Exclude<Preset, "today" | "tomorrow" | "yesterday">, number> = {
  lastDay: -1,
  lastWeek: -7,
  last2Weeks: -14,
  lastMonth: -30,
  last3Months: -90,
  last6Months: -180,
  last12Months: -365,
  last2Years: -730,
  last3Years: -1095,
  nextDay: 1,
  nextWeek: 7,
  next2Weeks: 14,
  nextMonth: 30,
  next3Months: 90,
  next6Months: 180,
  next12Months: 365,
};

/** The range of a preset in milliseconds since the epoch, both ends inside. Days are those of UTC. */
export function rangeOf(preset: Preset, now: number): { from: number; to: number } {
  const midnight = Math.floor(now / day) * day;
  const whole = (offset: number) => ({
    from: midnight + offset * day,
    to: midnight + (offset + 1) * day - 1,
  });
  if (preset === "today") return whole(0);
  if (preset === "tomorrow") return whole(1);
  if (preset === "yesterday") return whole(-1);
  const span = spans[preset] * day;
  return span < 0 ? { from: now + span, to: now } : { from: now, to: now + span };
}

/**
 * Whether an operator of Port's search holds between a property's value and another. Texts are compared with
 * their case. A property that is absent is like `null`: it fulfils `!=` and every `doesNot…`, and no other.
 *
 * @param now milliseconds since the epoch, for presets and expiry
 */
export function compare(operator: Operator, left: Json | undefined, right: Json, now: number): boolean {
  const value = left ?? null;
  switch (operator) {
    case "=":
      return equals(value, right);
    case "!=":
      return !equals(value, right);
    case "contains":
      return contains(value, right);
    case "doesNotContains":
      return !contains(value, right);
    case "containsAny":
      return Array.isArray(right) && right.some((one) => contains(value, one));
    case "beginsWith":
      return begins(value, right);
    case "doesNotBeginsWith":
      return !begins(value, right);
    case "endsWith":
      return ends(value, right);
    case "doesNotEndsWith":
      return !ends(value, right);
    case "in":
      return isIn(value, right);
    case "notIn":
      return !isIn(value, right);
    case "<":
      return ordered(value, right, (order) => order < 0);
    case "<=":
      return ordered(value, right, (order) => order <= 0);
    case ">":
      return ordered(value, right, (order) => order > 0);
    case ">=":
      return ordered(value, right, (order) => order >= 0);
    case "between":
      return isBetween(value, right, now);
    case "notBetween":
      return !isBetween(value, right, now);
    case "isEmpty":
      return isEmpty(value);
    case "isNotEmpty":
      return !isEmpty(value);
    case "isExpired":
      return momentOf(value) !== undefined && (momentOf(value) ?? 0) <= now;
    case "isNotExpired":
      return momentOf(value) !== undefined && (momentOf(value) ?? 0) > now;
    default:
      return operator satisfies never;
  }
}

function equals(left: Json, right: Json): boolean {
  if (sameJson(left, right)) return true;
  const [a, b] = [momentOf(left), momentOf(right)];
  return a !== undefined && a === b;
}

/** A part of a text, or an item of a list. */
function contains(left: Json, right: Json): boolean {
  if (Array.isArray(left)) return left.some((one) => equals(one, right));
  return typeof left === "string" && typeof right === "string" && left.includes(right);
}

const begins = (left: Json, right: Json): boolean =>
  typeof left === "string" && typeof right === "string" && left.startsWith(right);

const ends = (left: Json, right: Json): boolean =>
  typeof left === "string" && typeof right === "string" && left.endsWith(right);

/** One of a list; of a list of values, any. */
function isIn(left: Json, right: Json): boolean {
  if (!Array.isArray(right)) return false;
  const values = Array.isArray(left) ? left : [left];
  return values.some((value) => right.some((one) => equals(value, one)));
}

function ordered(left: Json, right: Json, holds: (order: number) => boolean): boolean {
  if (typeof left === "number" && typeof right === "number") return holds(left - right);
  const [a, b] = [momentOf(left), momentOf(right)];
  return a !== undefined && b !== undefined && holds(a - b);
}

function isBetween(left: Json, right: Json, now: number): boolean {
  if (!isJsonObject(right)) return false;
  if (typeof right.preset === "string") {
    const moment = momentOf(left);
    const { from, to } = rangeOf(right.preset as Preset, now);
    return moment !== undefined && moment >= from && moment <= to;
  }
  const { from = null, to = null } = right;
  return ordered(left, from, (order) => order >= 0) && ordered(left, to, (order) => order <= 0);
}

const isEmpty = (value: Json): boolean => value === null || (Array.isArray(value) && value.length === 0);

/** Milliseconds since the epoch, of a text that is a date and time, or a date. */
function momentOf(value: Json): number | undefined {
  if (typeof value !== "string") return undefined;
  if (isDateTime(value)) return Date.parse(value);
  return /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) ? Date.parse(value) : undefined;
}
