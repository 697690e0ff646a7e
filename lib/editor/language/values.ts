import { isSecret } from "../../jq";
import { printValue, typeOfValue } from "../print-value";
import type { LanguageFacts } from "./facts";
import type { Place } from "./fields";
import { pathText } from "./hover";

/** One value that an expression may read, as a list or a tree shows it. */
export interface ReadableValue {
  /** The jq that reads it. */
  path: string;
  /** Its own name: the last step. */
  name: string;
  /** 0 for what stands at the root of the input. */
  depth: number;
  /** `string · "main"`; `secret` for a secret. */
  detail: string;
  /** True when the rows after it, one deeper, are its members. */
  hasMembers: boolean;
}

/** Deeper values are reached by writing on. */
const deepest = 5;
const mostMembers = 60;
const most = 1_500;

/**
 * Every value that an expression in a place can read, as rows of a tree in reading order: the outputs of the
 * nodes before it (the nearest first), what else the place has, the secrets last.
 */
export function readableValues(
  facts: LanguageFacts,
  { node, nodeType, place }: { node: string; nodeType: string; place: Place },
): ReadableValue[] {
  const input = facts.shape(node, nodeType, place);
  const rows: ReadableValue[] = [];
  const add = (value: unknown, steps: (string | number)[]): void => {
    if (rows.length >= most) return;
    const keys = membersOf(value, steps.length);
    const names =
      steps.length === 1 && steps[0] === "outputs" ? outputNames(keys.map(String), node, facts) : keys;
    rows.push({
      path: pathText(steps),
      name: String(steps.at(-1)),
      depth: steps.length - 1,
      detail: detailOf(value, steps),
      hasMembers: names.length > 0,
    });
    for (const key of names) add((value as Record<string | number, unknown>)[key], [...steps, key]);
  };
  const roots = Object.keys(input);
  const order = ["result", "response", "form", "outputs", "inputs"];
  const rank = (root: string): number => {
    const index = order.indexOf(root);
    return root === "secrets" ? 99 : index === -1 ? 50 : index;
  };
  for (const root of [...roots].sort((one, other) => rank(one) - rank(other))) add(input[root], [root]);
  return rows;
}

function membersOf(value: unknown, depth: number): (string | number)[] {
  if (typeof value !== "object" || value === null || isSecret(value) || depth > deepest) return [];
  if (Array.isArray(value)) return value.length > 0 ? [0] : [];
  return Object.keys(value).slice(0, mostMembers);
}

/** Only nodes that may have run; the nearest first. */
function outputNames(names: readonly string[], node: string, facts: LanguageFacts): string[] {
  const upstream = facts.upstream(node);
  const known = upstream.filter((name) => names.includes(name));
  return names.includes("trigger") && !known.includes("trigger") ? [...known, "trigger"] : known;
}

function detailOf(value: unknown, steps: readonly (string | number)[]): string {
  if (steps[0] === "secrets") return steps.length > 1 ? "secret" : "";
  const type = typeOfValue(value ?? null);
  if (value === undefined || type === "null") return "no value yet";
  if (type === "object") return "";
  return type === "array" ? `list of ${(value as unknown[]).length}` : `${type} · ${printValue(value, 40)}`;
}
