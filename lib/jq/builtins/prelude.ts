import type { Definition } from "../ast";
import { parse } from "../parser";

/** Builtins that are most clearly said in jq itself, one a line. Each is parsed when a program first calls it. */
const source = `
def first: .[0];
def last: .[-1];
def nth(n): .[n];
def values: select(. != null);
def finites: select(isfinite);
def normals: select(isnormal);
def map_values(f): .[] |= f;
def with_entries(f): to_entries | map(f) | from_entries;
def walk(f): def w: if type == "object" then map_values(w) elif type == "array" then map(w) else . end | f; w;
def in(xs): . as $x | xs | has($x);
def inside(xs): . as $x | xs | contains($x);
def while(cond; update): def next: if cond then ., (update | next) else empty end; next;
def until(cond; update): def next: if cond then . else update | next end; next;
def repeat(f): def next: f, next; next;
def recurse(f; cond): def next: ., (f | select(cond) | next); next;
def paths: path(..) | select(length > 0);
def paths(f): path(.. | select(f)) | select(length > 0);
def leaf_paths: paths(scalars);
def combinations: def from($at): if $at == length then [] else .[$at][] as $one | [$one] + from($at + 1) end; from(0);
def combinations(n): . as $dot | [range(n) | $dot] | combinations;
def tostream: path(def all: (.[]? | all), .; all) as $p | getpath($p) | reduce path(.[]?) as $q ([$p, .]; [$p + $q]);
def fromstream(f): {done: false} as $new | foreach f as $event ($new; (if .done then $new else . end) | if $event | length == 2 then .done = ($event[0] | length == 0) | setpath(["value"] + $event[0]; $event[1]) else .done = ($event[0] | length == 1) end; if .done then .value else empty end);
def truncate_stream(stream): . as $n | null | stream | if (.[0] | length) > $n then .[0] |= .[$n:] else empty end;
def INDEX(stream; f): [stream | {key: (f | tostring), value: .}] | from_entries;
def INDEX(f): INDEX(.[]; f);
def IN(s): any(s == .; .);
def IN(source; s): any(source == s; .);
def JOIN($index; f): [.[] | [., $index[f]]];
def JOIN($index; stream; f): stream | [., $index[f]];
def JOIN($index; stream; f; join): stream | [., $index[f]] | join;
def ascii: [.] | implode;
def pick(paths): . as $top | reduce path(paths) as $p (null; setpath($p; $top | getpath($p)));
def debug(message): (message | debug | empty), .;
def group_by(f): _group_by(map([f]));
def unique_by(f): _unique_by(map([f]));
def sort_by(f): _sort_by(map([f]));
def min_by(f): _min_by(map([f]));
def max_by(f): _max_by(map([f]));
def todate: strftime("%Y-%m-%dT%H:%M:%SZ");
def todateiso8601: todate;
def dateiso8601: todate;
def date: todate;
def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%SZ") | mktime;
def fromdate: fromdateiso8601;
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
  parsed.set(key, ast.definition);
  return ast.definition;
}

export const preludeNames = (): string[] => [...lines.keys()];
