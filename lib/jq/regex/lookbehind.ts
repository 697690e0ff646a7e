import type { AlternativeElementNode, AlternativeNode } from "oniguruma-parser/parser";
import type { CharTest } from "./chars";
import type { Groups } from "./groups";

/** What is known of a set, to tell whether what repeats it may run into what follows. */
type TestOf = (node: AlternativeElementNode) => CharTest | null;

const refused = (): never => {
  throw new SyntaxError("invalid pattern in look-behind");
};

/**
 * What a lookbehind looks for, made as short as it can be without changing what it finds: where the first thing in
 * it is repeated, the fewest times are enough. After that it has to be of one length; else the pattern is refused.
 */
export function lookbehind(
  alternatives: readonly AlternativeNode[],
  groups: Groups,
  testOf: TestOf,
): { body: AlternativeNode[]; length: number } {
  // Nothing is found anywhere.
  const nothing = alternatives.find((one) => one.body.length === 0);
  if (nothing !== undefined) return { body: [nothing], length: 0 };
  const body = alternatives.map((one) => ({ ...one, body: shortened(one.body, testOf) }));
  return { body, length: lengthOf(body, groups) };
}

function shortened(elements: readonly AlternativeElementNode[], testOf: TestOf): AlternativeElementNode[] {
  const [first, second, ...rest] = elements;
  if (first === undefined) return [];
  const others = second === undefined ? rest : [second, ...rest];
  if (first.type === "Group" && first.body.length === 1 && first.atomic !== true) {
    const [inner] = first.body;
    const [only, ...more] = inner!.body;
    if (only?.type !== "Quantifier" || more.length > 0) return [...elements];
    return [{ ...first, body: [{ ...inner!, body: shortened([only], testOf) }] }, ...others];
  }
  if (first.type !== "Quantifier" || first.kind === "possessive" || !isPlain(first.body))
    return [...elements];
  // What cannot run into what follows it is never given back, and so cannot be shortened either.
  const endless = first.kind === "greedy" && first.max === Number.POSITIVE_INFINITY;
  if (endless && second !== undefined && excludes(first.body, second, testOf)) return [...elements];
  return [{ ...first, max: first.min }, ...others];
}

/** Whether what begins `one` can never begin `other`, where one of them begins with a character. */
function excludes(one: AlternativeElementNode, other: AlternativeElementNode, testOf: TestOf): boolean {
  const begin = one.type === "Group" ? one.body[0]?.body[0] : one;
  if (begin === undefined) return false;
  if (other.type === "Character") return testOf(begin)?.(other.value) === false;
  return begin.type === "Character" && testOf(other)?.(begin.value) === false;
}

/** A character, a set, an earlier group, or a few characters in a row. */
function isPlain(node: AlternativeElementNode): boolean {
  if (node.type !== "Group")
    return ["Character", "CharacterClass", "CharacterSet", "Backreference"].includes(node.type);
  return node.body.length === 1 && node.body[0]!.body.every(({ type }) => type === "Character");
}

/** Lengths known already: groups may refer to groups, each twice as often as the one before. */
const known = new WeakMap<readonly AlternativeNode[], number>();

/** How long what matches is. Refused where that is not one length. */
function lengthOf(alternatives: readonly AlternativeNode[], groups: Groups): number {
  let length = known.get(alternatives);
  if (length !== undefined) return length;
  for (const { body } of alternatives) {
    const own = body.reduce((sum, node) => sum + elementLength(node, groups), 0);
    if (length !== undefined && length !== own) return refused();
    length = own;
  }
  if (length === undefined) return refused();
  known.set(alternatives, length);
  return length;
}

function elementLength(node: AlternativeElementNode, groups: Groups): number {
  switch (node.type) {
    case "Character":
    case "CharacterClass":
      return 1;
    case "CharacterSet":
      return node.variableLength ? refused() : 1;
    case "Group":
    case "CapturingGroup":
      return lengthOf(node.body, groups);
    case "Quantifier": {
      const own = elementLength(node.body, groups);
      if (node.min === node.max) return node.min * own;
      return own === 0 ? 0 : refused();
    }
    case "Backreference": {
      const numbers = typeof node.ref === "number" ? [node.ref] : (groups.byName.get(node.ref) ?? []);
      const [length, ...others] = new Set(
        numbers.map((number) => lengthOf(groups.byNumber.get(number)?.body ?? [], groups)),
      );
      return length === undefined || others.length > 0 ? refused() : length;
    }
    case "Assertion":
      return node.kind.startsWith("string_end") ? refused() : 0;
    case "Subroutine":
    case "AbsenceFunction":
      return refused();
    default:
      return 0;
  }
}
