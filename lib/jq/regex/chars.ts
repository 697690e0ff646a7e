import type { AlternativeElementNode, CharacterClassNode, CharacterSetNode } from "oniguruma-parser/parser";
import blocks from "./blocks.json";
import { caseForms, fold } from "./folding";

/** The flags that hold at a place of a pattern. */
export interface Flags {
  ignoreCase: boolean;
  dotAll: boolean;
  /** Within a lookbehind every character is one character long. */
  behind: boolean;
}

/** Whether a code point belongs to a set. */
export type CharTest = (point: number) => boolean;

const unicode = (source: string): CharTest => {
  const pattern = new RegExp(`^${source}$`, "u");
  // Most text is ASCII; its answers are worked out once.
  const known = new Int8Array(128);
  return (point) => {
    if (point >= 128) return pattern.test(String.fromCodePoint(point));
    if (known[point] === 0) known[point] = pattern.test(String.fromCodePoint(point)) ? 1 : -1;
    return known[point] === 1;
  };
};

const word = unicode("[\\p{L}\\p{M}\\p{N}\\p{Pc}]");
const digit = unicode("\\p{Nd}");
const space = unicode("[\\t-\\r\\x85\\p{Z}]");

export const isWord: CharTest = word;

const posix: Record<string, CharTest> = {
  alnum: unicode("[\\p{Alphabetic}\\p{Nd}]"),
  alpha: unicode("\\p{Alphabetic}"),
  ascii: (point) => point < 128,
  blank: unicode("[\\t\\p{Zs}]"),
  cntrl: unicode("\\p{Cc}"),
  digit,
  graph: unicode("[^\\p{White_Space}\\p{Cc}\\p{Cn}\\p{Cs}]"),
  lower: unicode("\\p{Lowercase}"),
  print: unicode(
    "[[^\\p{White_Space}\\p{Cc}\\p{Cn}\\p{Cs}]\\p{Zs}]"
      .replace("[[^", "[^")
      .replace("]\\p{Zs}]", "]|\\p{Zs}"),
  ),
  punct: unicode("[\\p{P}$+<=>^`|~]"),
  space,
  upper: unicode("\\p{Uppercase}"),
  word,
  xdigit: unicode("[0-9A-Fa-f]"),
};

const isHex: CharTest = posix.xdigit!;

function property(name: string): CharTest {
  const posixName = name.toLowerCase().replace(/[\s_-]/g, "");
  if (Object.hasOwn(posix, posixName)) return posix[posixName]!;
  const block = posixName.startsWith("in") ? blockOf(posixName.slice(2)) : undefined;
  if (block !== undefined) return block;
  if (posixName === "posixpunct") return posix.punct!;
  if (posixName === "any") return () => true;
  if (posixName === "assigned") return unicode("\\P{Cn}");
  for (const form of [name, `Script=${name}`, `General_Category=${name}`]) {
    try {
      return unicode(`\\p{${form}}`);
    } catch {
      // Not a name of that kind.
    }
  }
  throw unknownProperty(name);
}

const longest = 29;

/** The engine's words for a name that it does not know; it cuts long ones short. */
export const unknownProperty = (name: string): SyntaxError =>
  new SyntaxError(
    `invalid character property name {${name.length > longest ? `${name.slice(0, longest - 2)}...` : name}}`,
  );

const ranges: Record<string, number[]> = blocks;

/** The test for a block of Unicode, which Oniguruma names `In_…`. */
function blockOf(name: string): CharTest | undefined {
  if (name === "noblock") {
    const all = Object.values(ranges);
    return (point) => !all.some(([from, to]) => point >= from! && point <= to!);
  }
  if (!Object.hasOwn(ranges, name)) return undefined;
  const [from, to] = ranges[name]!;
  return (point) => point >= from! && point <= to!;
}

/** The test for `\d`, `\p{…}`, `[:alpha:]` and their like, but for those that are longer than one character. */
export function setTest(node: CharacterSetNode, dotAll: boolean): CharTest | null {
  const test = positiveTest(node, dotAll);
  return test !== null && node.negate ? (point) => !test(point) : test;
}

function positiveTest(node: CharacterSetNode, dotAll: boolean): CharTest | null {
  switch (node.kind) {
    case "any":
      return () => true;
    case "dot":
      return dotAll ? () => true : (point) => point !== 10;
    case "digit":
      return digit;
    case "hex":
      return isHex;
    case "space":
      return space;
    case "word":
      return word;
    case "newline":
      // Only `\N` comes here; `\R` has a kind that may be longer.
      return node.variableLength ? null : (point) => point === 10;
    case "posix":
      return posix[node.value] ?? property(node.value);
    case "property":
      return property(node.value);
    default:
      return null;
  }
}

function itemTest(item: CharacterClassNode["body"][number], ignoreCase: boolean): CharTest {
  if (item.type === "Character") return (point) => point === item.value;
  if (item.type === "CharacterClass") return classTest(item, ignoreCase);
  if (item.type === "CharacterSet") return setTest(item, true) ?? (() => false);
  const min = item.min.value;
  const max = item.max.value;
  return (point) => point >= min && point <= max;
}

export function classTest(node: CharacterClassNode, ignoreCase: boolean): CharTest {
  const tests = node.body.map((item) => itemTest(item, ignoreCase));
  const one: CharTest =
    node.kind === "intersection"
      ? (point) => tests.every((test) => test(point))
      : (point) => tests.some((test) => test(point));
  const folded: CharTest = ignoreCase ? (point) => one(point) || caseForms(point).some(one) : one;
  return node.negate ? (point) => !folded(point) : folded;
}

/** The test for one written character. */
export function characterTest(value: number, ignoreCase: boolean): CharTest {
  if (!ignoreCase) return (point) => point === value;
  const form = fold(value);
  return (point) => point === value || fold(point) === form;
}

/** The test for what stands for one character; null for anything else. */
export function testOf(node: AlternativeElementNode, flags: Flags): CharTest | null {
  if (node.type === "Character") return characterTest(node.value, flags.ignoreCase);
  if (node.type === "CharacterClass") return classTest(node, flags.ignoreCase);
  if (node.type === "CharacterSet") return setTest(node, flags.dotAll);
  return null;
}
