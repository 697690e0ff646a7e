import fc from "fast-check";
import { expect, it } from "vitest";
import { builtinDocs, compile, mask, reveal, taint } from "./index";

/*
 * Random programs over every builtin, run twice: with secrets, and with the same values as plain texts. What is
 * revealed must be what plain values give, and what is masked must not tell a secret in any spelling.
 */

const secrets = { token: "Zq7-Kx9 Wv3é", pin: "481516234", json: '{"Gh5Jr8":[90717273,"Lm4Np6"]}' };
const context = (values: Record<string, unknown>) => ({
  ...values,
  list: [3, 1, 2],
  text: "one two",
  object: { a: 1, b: { c: null } },
});
const tainted = context(
  Object.fromEntries(Object.entries(secrets).map(([name, value]) => [name, taint(name, value)])),
);

const limits = { steps: 20_000, bytes: 400_000, depth: 500, milliseconds: 5_000 };

/** Asks for a process, never ends, or is only there for the interpreter itself. */
const left = new Set(
  "path del pick map_values halt halt_error input inputs debug stderr input_filename modulemeta get_search_list builtins now repeat".split(
    " ",
  ),
);

const calls = builtinDocs
  .filter(({ name }) => !left.has(name) && !name.startsWith("@") && !name.startsWith("$"))
  .map(({ name, arity }) => ({ name, arity }));

const formats = "@text @json @html @uri @urid @csv @tsv @sh @base64 @base64d @base32 @base32d".split(" ");

const { program } = fc.letrec<{
  program: string;
  place: string;
  source: string;
  leaf: string;
  call: string;
  shape: string;
}>((tie) => ({
  leaf: fc.constantFrom(
    ..."$token $token $pin $json . . .list .text .object .[0]? .[]? .a? .[1:3]? .. 0 1 2 -1 0.5 null".split(
      " ",
    ),
    ...formats,
    '"a"',
    '""',
    '"(?<x>[a-zA-Z0-9]+)"',
    '"g"',
    '"%Y-%m"',
    "($pin | tonumber)",
    "($token | explode)",
    "($json | fromjson)",
    "{($token): $pin}",
    '("x" + $token + "y")',
    '($token[1:5] + "-" + $pin)',
  ),
  call: fc
    .constantFrom(...calls)
    .chain(({ name, arity }) =>
      arity === 0
        ? fc.constant(name)
        : fc
            .array(tie("program"), { minLength: arity, maxLength: arity })
            .map((args) => `${name}(${args.join("; ")})`),
    ),
  // A path to a text or number that only looks like the one at hand is refused for secrets, and not always for others.
  place: fc
    .array(
      fc.constantFrom(".a", ".b", ".[0]", ".[]?", ".list", ".text", ".token", "..", ".[-1:]", ".[$token]"),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    .map((steps) => steps.map((step) => `${step}?`).join(" | ")),
  shape: fc.oneof(
    fc
      .tuple(tie("program"), fc.constantFrom(..."+ - * / % // == < and".split(" ")), tie("program"))
      .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
    fc
      .tuple(tie("place"), fc.constantFrom(..."|= = += -= *= //=".split(" ")), tie("program"))
      .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
    fc.tuple(tie("program"), tie("program")).map(([one, two]) => `[(${one}), (${two})]`),
    fc.tuple(tie("program"), tie("program")).map(([one, two]) => `{(${one} | tostring): (${two}), b: .}`),
    fc
      .tuple(fc.constantFrom("", ...formats), tie("program"))
      .map(([format, one]) => `${format} "k=\\(${one})!"`),
    fc.tuple(tie("program"), tie("program")).map(([one, two]) => `reduce (${one}) as $x (.; (${two}))`),
    fc
      .tuple(tie("program"), tie("program"))
      .map(([one, two]) => `(${one}) as [$x, {a: $y}] | [$x, $y, (${two})]`),
    fc
      .tuple(tie("program"), tie("program"))
      .map(([one, two]) => `[foreach (${one}) as $x (0; . + $x?; (${two}))]`),
    tie("program").map((one) => `[paths(${one})]`),
    tie("place").map((one) => `[path(${one})], del(${one}), pick(${one})`),
    tie("program").map((one) => `.[${one}]?, .[${one}:]?`),
  ),
  source: fc.constantFrom(
    "$token",
    "$pin",
    "$json",
    "($pin | tonumber)",
    "($token | explode)",
    "[$token[:4], $pin]",
    "($json | fromjson)",
    "{($token): $pin}",
    '("x" + $token + "y")',
  ),
  // A stage that fails hands on what it was given, so that the next one has something to work on.
  program: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("leaf"),
    fc
      .tuple(
        fc.oneof(tie("source"), tie("leaf")),
        fc.array(fc.oneof(tie("leaf"), { weight: 3, arbitrary: tie("call") }, tie("shape")), {
          minLength: 1,
          maxLength: 4,
        }),
      )
      .map(([source, stages]) => [source, ...stages.map((stage) => `((${stage})? // .)`)].join(" | ")),
  ),
}));

const run = (text: string, input: unknown) => {
  const compiled = compile(`.token as $token | .pin as $pin | .json as $json | ${text}`);
  if (!compiled.ok) return null;
  return compiled.value.all(input, { limits, maxOutputs: 50, now: () => 1_700_000_000_000 });
};

/** Pieces of a secret long enough not to be there by chance, in every spelling that a builtin makes. */
function spellings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const pieces = (text: string, length: number) =>
    Array.from({ length: Math.max(0, text.length - length + 1) }, (_, at) => text.slice(at, at + length));
  const base64 = [0, 1, 2].map((lead) =>
    Buffer.concat([Buffer.alloc(lead), bytes])
      .toString("base64")
      .replace(/=+$/, "")
      .slice(lead === 0 ? 0 : lead + 1, -2),
  );
  const points = Array.from(secret, (char) => char.codePointAt(0));
  return [
    // Digits come out of any arithmetic.
    ...pieces(secret, /^\d+$/.test(secret) ? 6 : 4),
    ...base64.flatMap((text) => pieces(text, 7)),
    ...pieces(encodeURIComponent(secret), 7),
    ...pieces(bytes.toString("hex"), 8),
    ...points.slice(3).map((_, at) => points.slice(at, at + 4).join(",")),
  ].map((text) => text.toLowerCase());
}
const telling = [secrets.token, secrets.pin, "Gh5Jr8", "90717273", "Lm4Np6"].flatMap(spellings);

it("never tells a secret, and sends what plain values give", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(program, (text) => {
      const secret = run(text, tainted);
      const plain = run(text, context(secrets));
      fc.pre(secret !== null && plain !== null);
      if (secret === null || plain === null) return;
      const shown = JSON.stringify(mask(secret.outputs)).toLowerCase();
      expect(telling.filter((piece) => shown.includes(piece))).toEqual([]);
      expect(telling.filter((piece) => secret.error?.message.toLowerCase().includes(piece))).toEqual([]);
      if (secret.error?.kind === "limit" || plain.error?.kind === "limit") return;
      expect(reveal(secret.outputs)).toEqual(plain.outputs);
      expect(secret.error?.kind).toBe(plain.error?.kind);
    }),
    { numRuns: Number(process.env.TAINT_RUNS ?? 1_500), seed: Number(process.env.TAINT_SEED ?? 1) },
  );
});

/*
 * What is masked may say how long a secret is, and how it compares; not what it is. So two secrets alike in both must
 * leave the same behind. Only builtins whose results are made of their input take part, not those that choose by it.
 */
const flowing = [
  ..."tojson fromjson tostring tonumber explode implode ascii_downcase ascii_upcase trim floor ceil sqrt abs fabs".split(
    " ",
  ),
  ..."round trunc log exp2 significand logb frexp modf add reverse sort min max flatten keys to_entries".split(
    " ",
  ),
  ..."from_entries transpose tostream toarray first last gmtime mktime todate tojson ascii values -(.) .[] .[0]".split(
    " ",
  ),
  ..."[.] {a:.} {(.):.} .[1:3] [.[]+1] .+1 1-. .*2 ./7 .%10 .+. .*. .-1 .[0]+.[1] 3*. {(.):(1,2),b:(3,4)}".split(
    " ",
  ),
  // How long decoded bytes are depends on them.
  ...formats.filter((format) => !format.endsWith("d")),
  "@base64 | @base64d",
  "@uri | @urid",
  'split("")',
  'join("-")',
  "pow(.; 2)",
  "pow(2; .)",
  "fma(.; 2; 1)",
  "ldexp(.; 1)",
  "atan2(.; 3)",
  "map(. + 1)",
  "map_values(. * 2)",
  "with_entries(.key |= tostring)",
  '"\\(.)"',
  "reduce .[] as $x (0; . + $x)",
  "[foreach .[] as $x (1; . * $x)]",
  "INDEX(.)",
  "[range(.; . + 2)]",
  "[range(0; 2) as $i | .[$i]]",
  'strftime("%Y-%j")',
  'strptime("%s")',
  '[match("."; "g").string]',
  'capture("(?<first>.)(?<rest>.*)")',
  '[scan(".")]',
  'sub("(?<x>.)"; "<\\(.x)>")',
  'capture("(?<" + (. | gsub("[^a-zA-Z]"; "")) + ">.)")',
  "[paths]",
  "[paths as $p | getpath($p)]",
  'walk(if type == "number" then . + 1 else . end)',
  "[limit(3; .[])]",
  "fromstream(tostream)",
  "combinations",
  ". as [$x, $y] | $y",
  ". as {$a} | $a",
  "(.[] |= .)",
  "(.[0] += 1)",
  '(.a = "z")',
  "del(.[0])",
  "to_entries | map({(.key | tostring): .value}) | add",
  "min_by(.) | [., 1]",
  '@text "\\(.)" | ltrimstr("#")',
];
const twins = [
  { token: "Yq7-Kx8 Wv3é", pin: "4815162", json: '{"Gh5":[20717,"Lm4"],"n":1.50}' },
  { token: "Zr8-Ly9 Xw4ê", pin: "5926273", json: '{"Hi6":[31828,"Mn5"],"n":2.60}' },
] as const;

it("leaves nothing that depends on a secret's text", { timeout: 120_000 }, () => {
  const sources = [
    "$token",
    "$pin",
    "$json",
    '("a" + $token + "b")',
    "[$token[:4], $pin, null]",
    "($json | fromjson)",
  ];
  const chain = fc.tuple(
    fc.constantFrom(...sources),
    fc.array(fc.constantFrom(...flowing), { minLength: 1, maxLength: 6 }),
  );
  fc.assert(
    fc.property(chain, ([source, stages]) => {
      const text = [source, ...stages.map((stage) => `((${stage})? // .)`)].join(" | ");
      const [one, other] = twins.map((twin) => {
        const marked = Object.entries(twin).map(([name, value]) => [name, taint(name, value)]);
        return run(text, Object.fromEntries(marked));
      });
      if (one == null || other == null) throw new Error(`${text} does not compile`);
      if (one.error?.kind === "limit" || other.error?.kind === "limit") return;
      expect(mask(one.outputs), text).toEqual(mask(other.outputs));
    }),
    { numRuns: Number(process.env.TAINT_RUNS ?? 1_500), seed: Number(process.env.TAINT_SEED ?? 1) },
  );
});
