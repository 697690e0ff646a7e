import jqjs from "@michaelhomer/jqjs";
import { loadJq } from "jq-wasm/inline";
import { compile } from "../lib/jq";
import { quantile, report, rounds } from "./measure";

/*
 * Our jq against jq itself (as WebAssembly) and against another jq in JavaScript, in one process and on the same
 * values. Both in JavaScript compile once, as templates do, and give their first output; jq has no such thing to
 * keep. A program that jqjs cannot compile or run is left out of its figure, which then says so.
 */

const contextOf = (bytes: number) => {
  const items: unknown[] = [];
  const context = { outputs: { trigger: { service: "checkout", env: "production" }, list: { items } } };
  while (JSON.stringify(context).length < bytes) {
    items.push({
      id: items.length,
      name: `item ${items.length}`,
      tags: ["a", "b"],
      ok: items.length % 2 === 0,
    });
  }
  return context;
};

const small = contextOf(1_000);
const large = contextOf(100_000);
const objects = {
  list: Array.from({ length: 800 }, (_, id) => ({ id, name: `n${id}`, ok: id % 3 === 0, size: id * 7 })),
};

const mixed = [
  '"https://\\(.outputs.trigger.service).example/\\(.outputs.trigger.env | @uri)"',
  'if .outputs.trigger.env == "production" then "now" else "later" end',
  ".outputs.list.items | length",
  '.outputs.list.items | map(.name) | join(", ")',
  "[.outputs.list.items[] | select(.ok) | {id, name}]",
  '.outputs.trigger.missing // "none"',
  '.outputs.trigger | to_entries | map("\\(.key)=\\(.value)") | join("&")',
  '.outputs.trigger.service | test("^check") and (ascii_upcase == "CHECKOUT")',
  ".outputs.list.items | group_by(.ok) | map(length)",
  ".outputs | tojson | @base64",
];

const subjects: { what: string; programs: string[]; input: object }[] = [
  { what: "a path, context of 1 kB", programs: [".outputs.trigger.service"], input: small },
  { what: "a path, context of 100 kB", programs: [".outputs.trigger.service"], input: large },
  { what: "now, as a date", programs: ["now | todateiso8601"], input: {} },
  {
    what: "a filter over 800 objects",
    programs: ["[.list[] | select(.ok and .size > 100) | {id, name}]"],
    input: objects,
  },
  { what: "ten mixed expressions", programs: mixed, input: small },
];

/** The programs that jqjs can run on this input, compiled. */
function compiledByJqjs(programs: string[], input: object) {
  return programs.flatMap((text) => {
    try {
      const filter = jqjs.compile(text);
      filter(input).next();
      return [filter];
    } catch {
      return [];
    }
  });
}

/** The time of a quick round, one of ten: rounds are so short that busy neighbours decide over their median. */
const quick = (times: number[]) =>
  quantile(
    times.sort((a, b) => a - b),
    0.1,
  );

/** Runs until the engine has had the time to compile what it runs. */
async function warm(run: () => void): Promise<void> {
  const until = performance.now() + 400;
  while (performance.now() < until) await rounds(0, 20, run);
}

const jq = await loadJq();
const lines = [];
for (const { what, programs, input } of subjects) {
  const compiled = programs.map((text) => {
    const program = compile(text);
    if (!program.ok) throw new Error(program.error.message);
    return program.value;
  });
  const repeat = 200;
  const filters = compiledByJqjs(programs, input);
  const ourRound = () => {
    for (let at = 0; at < repeat; at++) for (const program of compiled) program.first(input);
  };
  const otherRound = () => {
    for (let at = 0; at < repeat; at++) for (const filter of filters) filter(input).next();
  };
  await warm(ourRound);
  await warm(otherRound);
  // In turns, so that both meet the same weather.
  const ours: number[] = [];
  const others: number[] = [];
  for (let turn = 0; turn < 60; turn++) {
    ours.push(...(await rounds(1, 0, ourRound)));
    others.push(...(await rounds(1, 0, otherRound)));
  }
  const theirs = await rounds(10, 2, () => {
    for (const text of programs) jq.raw(input, text, ["-c"]);
  });
  const mine = (quick(ours) * 1_000) / repeat;
  const other = quantile(theirs, 0.1) * 1_000;
  const jqjsTime = (quick(others) * 1_000) / repeat;
  const all = filters.length === programs.length;
  const compared = all
    ? `${(mine / jqjsTime).toFixed(2)} × jqjs`
    : `jqjs runs ${filters.length} of ${programs.length}`;
  const value = `${mine.toFixed(2)} µs; ${compared}; jq ${other.toFixed(0)} µs, ${Math.round(other / mine)} × ours`;
  lines.push({ what, value, aim: `${what.startsWith("a path") ? "≤ 1 µs, " : ""}≤ 1.2 × jqjs` });
}
report(lines);
