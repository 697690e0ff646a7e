import type { Definition } from "../ast";
import { nowhere } from "../located";
import { parse } from "../parser";

/** Builtins that are most clearly said in jq itself, one a line. Each is parsed when a program first calls it. */
const source = `
def first: .[0];
def last: .[-1];
def nth(n): .[n];
def values: if . == null then empty else . end;
def finites: if isfinite then . else empty end;
def normals: if isnormal then . else empty end;
def map_values(change): .[] |= change;
def with_entries(change): [to_entries[] | change] | from_entries;
def walk(f): def down: (if type == "array" then [.[] | down] elif type == "object" then .[] |= down else . end) | f; down;
def in(container): container as $within | . as $key | $within | has($key);
def inside(container): container as $within | . as $part | $within | contains($part);
def while(keep; step): def on: select(keep) | ., (step | on); on;
def until(done; step): def on: if done | not then step | on else . end; on;
def repeat(f): recurse(.) | f;
def recurse(f; cond): recurse(f | select(cond));
def paths: path(..) | if . == [] then empty else . end;
def paths(f): path(.. | select(f)) | if . == [] then empty else . end;
def leaf_paths: paths(scalars);
def combinations: def from($at): if $at == length then [] else .[$at][] as $one | [$one] + from($at + 1) end; from(0);
def combinations(n): [range(n) as $turn | .] | combinations;
def tostream: def under($at): if (type == "array" or type == "object") and length > 0 then keys_unsorted as $keys | ($keys[] as $key | .[$key] | under($at + [$key])), [$at + [$keys[-1]]] else [$at, .] end; under([]);
def truncate_stream(stream): . as $drop | null | stream | select(.[0] | length > $drop) | .[0] |= .[$drop:];
def INDEX(stream; f): reduce (stream | {(f | tostring): .}) as $row ({}; . + $row);
def INDEX(f): INDEX(.[]; f);
def IN(s): . as $wanted | isempty(s | select(. == $wanted)) | not;
def IN(source; s): isempty(s as $wanted | source | select(. == $wanted)) | not;
def JOIN($index; f): [JOIN($index; .[]; f)];
def JOIN($index; stream; f): stream | . as $row | [$row] + [f as $key | $index[$key]];
def JOIN($index; stream; f; join): JOIN($index; stream; f) | join;
def ascii: [.] | implode;
def debug(message): (message as $said | empty), .;
def group_by(f): _group_by([.[] | [f]]);
def unique_by(f): _unique_by([.[] | [f]]);
def sort_by(f): _sort_by([.[] | [f]]);
def min_by(f): _min_by([.[] | [f]]);
def max_by(f): _max_by([.[] | [f]]);
def dateadd(unit; n): . + n;
def datesub(unit; n): . - n;
def match(re): _matches(re)[];
def match(re; flags): _matches(re; flags)[];
def capture(re): match(re) | _captures;
def capture(re; flags): match(re; flags) | _captures;
def scan(re): scan(re; null);
def scan(re; flags): match(re; "g" + flags) | if .captures == [] then .string else .captures | map(.string) end;
def splits(re): splits(re; null);
def splits(re; flags): split(re; flags)[];
def sub(re; text): sub(re; text; "");
def sub($re; text; $flags): _matches($re; $flags) as $matches | _spliced($matches; [$matches[] | [_captures | text]])[];
def gsub(re; text): sub(re; text; "g");
def gsub(re; text; $flags): sub(re; text; $flags + "g");
def halt_error: halt_error(5);
`;

const lines = new Map<string, string>();
for (const line of source.trim().split("\n")) {
  const [, name, params] = /^def (\w+)(?:\(([^)]*)\))?:/.exec(line)!;
  lines.set(`${name}/${params === undefined ? 0 : params.split(";").length}`, line);
}

const parsed = new Map<string, Definition>();

/** The builtin that `key` (`name/arity`) names, when it is written in jq. */
export function preludeFunction(key: string): Definition | undefined {
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const line = lines.get(key);
  if (line === undefined) return undefined;
  const ast = parse(`${line} .`);
  if (ast.type !== "define") return undefined;
  const definition = JSON.parse(JSON.stringify(ast.definition, unplaced)) as Definition;
  parsed.set(key, definition);
  return definition;
}

/** Where an error lies in here says nothing about the program that called. */
const unplaced = (key: string, value: unknown): unknown =>
  key === "start" || key === "end" ? nowhere : value;

export const preludeNames = (): string[] => [...lines.keys()];
