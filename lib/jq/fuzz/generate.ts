/** A piece of a generated program. Smaller programs are made by putting a child in its place. */
export interface Piece {
  /** Literal text, and the positions of the children between. */
  parts: (string | Piece)[];
  /** Whether the children may stand for the whole. */
  shrinkable: boolean;
}

/** Numbers that look random but follow from the seed. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

export const textOf = (piece: Piece): string =>
  piece.parts.map((part) => (typeof part === "string" ? part : textOf(part))).join("");

const leaf = (text: string): Piece => ({ parts: [text], shrinkable: false });

const leaves = (
  '. .a .b .[0] .[-1] .[] .[]? .. .a? 1 0 2 -1 0.5 null true false [] {} "a" "ab" "" .[1:] .[:1] .[1:2] empty ' +
  "length keys values add not type tojson tostring first last reverse sort unique min max flatten any all floor " +
  "to_entries from_entries explode implode ascii_upcase trim tonumber fromjson paths abs transpose numbers strings " +
  "ltrim rtrim toboolean fromstream(tostream) booleans nulls iterables ascii_downcase tojson getpath([0]) " +
  "arrays objects scalars error @urid @json @text @html @uri @csv @tsv @sh @base64 @base64d isempty(.[]) recurse " +
  'keys_unsorted utf8bytelength ltrimstr("a") has(0) has("a") input_line_number tostream [tostream] $__loc__'
).split(" ");

const unary = (
  "(_) [_] {a:_} {(_):1} map(_) select(_) first(_) last(_) [_] path(_) [paths(_)] del(_) to_entries|_ try_ -_ (_)? " +
  "try(_)catch. sort_by(_) group_by(_) unique_by(_) min_by(_) max_by(_) any(_) all(_) map_values(_) with_entries(_) " +
  'isempty(_) add(_) limit(2;_) skip(1;_) [limit(3;repeat(_))] walk(_) recurse(_;.!=1)|numbers [.[]?|_] "x\\(_)y" ' +
  '@json"\\(_)" pick(_) getpath([_]) has(_) contains(_) inside(_) index(_) indices(_) startswith(_) split(_) join(_) ' +
  "ltrimstr(_) flatten(_) .[_] .[_:] .[:_] .[_]? delpaths([[_]]) tojson|fromjson|_ error(_) [range(_)] test(_) nth(_) " +
  "(label$f|_|.,break$f) splits(_) combinations? [_|.,.] IN(_) INDEX(_) rindex(_) rtrimstr(_) trimstr(_) scan(_) " +
  "any(.[]?;_) all(.[]?;_) skip(1;_) fromstream(_|tostream) getpath(_) endswith(_) reduce.[]?as$x(0;_) foreach.[]?as$x(0;_)"
).split(" ");

const binary = (
  "_+_ _-_ _*_ _/_ _%_ _==_ _!=_ _<_ _<=_ _>_ _>=_ _and_ _or_ _//_ _|_ _,_ _|_ _,_ _=_ _|=_ _+=_ _-=_ _*=_ _//=_ " +
  "ifFthen_else_end if_then_end reduce_as$x(0;_) foreach_as$x(.;_) _as$x|_ _as[$x]|_ _as{a:$x}|_ _as[$x]?//$x|_ " +
  "def_f:_;f defg(h):_;g(_) setpath([_];_) limit(_;_) first(_|_) [_,_] {a:_,b:_} {a:_}+_ (_)|=_ (_)+=_ sub(_;_) " +
  'range(_;_) until(.>3or(type!="number");_+_) .[_:_] [_,_]|_ any(_;_) all(_;_) try_catch_ nth(_;_) getpath([_,_]) ' +
  "gsub(_;_) skip(_;_) IN(_;_) setpath([_,0];_) _as{a:$x,b:[$x]}|_ reduce_as[$x](_;_) foreach_as{a:$x}(.;_)"
).split(" ");

/** Letters that stand for the words that need spaces around them. */
const spaced = (template: string): string =>
  template
    .replace(/^def_f:/, "def f: ")
    .replace(/^defg\(h\):/, "def g(h): ")
    .replace("ifFthen", "if F then")
    .replace(/^if_then_end/, "if _ then _ end")
    .replace(/then_else_end/, "then _ else _ end")
    .replace(/^try_catch_/, "try _ catch _")
    .replace(/^try_$/, "try _")
    .replace("try(_)catch.", "try (_) catch .")
    .replace(/_and_/, "_ and _")
    .replace(/_or_/, "_ or _")
    .replace(/^_as/, "_ as ")
    .replace(/(reduce|foreach)(_|\.\[\]\?)as/, "$1 $2 as ")
    .replace("3or(", "3 or (")
    .replace("label$f", "label $f ")
    .replace("break$f", "break $f");

/** Whether a hole stands among operators, where what is put in needs parentheses. */
function fill(template: string, random: Random, depth: number, bound: boolean): Piece {
  const scoped = bound || template.includes("$x");
  const parts: (string | Piece)[] = [];
  for (const text of spaced(template).split(/([_F])/)) {
    if (text === "F") parts.push(generate(random, 0, bound));
    else if (text === "_") {
      const inner = generate(random, depth - 1, scoped && parts.length > 1);
      parts.push({ parts: ["(", inner, ")"], shrinkable: true });
    } else if (text !== "") parts.push(text);
  }
  return { parts, shrinkable: true };
}

/** A program of at most the given depth; `bound` says that `$x` may be used. */
export function generate(random: Random, depth: number, bound = false): Piece {
  const kind = random.next();
  if (depth <= 0 || kind < 0.25) return leaf(bound && random.next() < 0.3 ? "$x" : random.pick(leaves));
  if (kind < 0.55) return fill(random.pick(unary), random, depth, bound);
  return fill(random.pick(binary), random, depth, bound);
}

const scalars: readonly unknown[] = [
  null,
  true,
  false,
  0,
  1,
  2,
  -1,
  3.5,
  "",
  "a",
  "abc",
  "é😀",
  "1",
  "a,b",
  "[1]",
];

/** A value to run programs on. */
export function generateInput(random: Random, depth = 3): unknown {
  const kind = random.next();
  if (depth <= 0 || kind < 0.35) return random.pick(scalars);
  const size = random.below(4);
  if (kind < 0.7) return Array.from({ length: size }, () => generateInput(random, depth - 1));
  const keys = ["a", "b", "key", "value", "x y"];
  return Object.fromEntries(
    Array.from({ length: size }, () => [random.pick(keys), generateInput(random, depth - 1)]),
  );
}
