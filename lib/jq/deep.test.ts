import { describe, expect, it } from "vitest";
import { compile } from "./index";

/** The only output, or the message of the error; the clock of a busy machine must not decide. */
function answer(text: string): unknown {
  const program = compile(text);
  if (!program.ok) throw new Error(program.error.message);
  const outcome = program.value.first(null, { limits: { milliseconds: 20_000 } });
  return outcome.ok ? outcome.value : outcome.error.message;
}

const lists = (depth: number) => `(reduce range(${depth}) as $_ ([]; [.]))`;
const objects = (depth: number) => `(reduce range(${depth}) as $_ ({}; {in: .}))`;

// The oracle's own stack is too small for these: jq goes 10,000 levels down, and says so where there are more.
describe("values nested as deeply as jq goes", () => {
  it.each([
    ["equal lists", `${lists(9_999)} == ${lists(9_999)}`, true],
    ["unequal lists", `${lists(9_999)} == ${lists(9_998)}`, false],
    ["equal objects", `${objects(9_999)} == ${objects(9_999)}`, true],
    ["objects with other keys", `${objects(5_000)} < (${objects(4_999)} | {out: .})`, true],
    ["lists in order", `[${lists(3_000)}, ${lists(2_000)}] | sort | first == ${lists(2_000)}`, true],
    ["what differs at the bottom", "reduce range(3000) as $_ ([1, 2]; [.]) as $a | $a < [$a]", true],
    ["containment", `${lists(9_999)} | contains([[[]]])`, true],
    ["containment all the way", `${lists(9_000)} as $x | $x | contains($x)`, true],
    ["containment in objects", `${objects(9_000)} as $x | $x | contains($x), contains({out: 1})`, true],
    ["merging", `${objects(9_999)} as $x | $x * $x == $x`, true],
    ["one value twice", `${lists(9_000)} as $x | [$x, $x] | unique | length`, 1],
  ])("%s", (_, program, expected) => {
    expect(answer(program)).toBe(expected);
  });
});

describe("values nested deeper than jq goes", () => {
  it.each([
    [`${lists(10_001)} == ${lists(10_001)}`, "Equality check too deep"],
    [`${objects(10_001)} != ${objects(10_001)}`, "Equality check too deep"],
    [`${lists(10_001)} < ${lists(10_001)}`, "Comparison too deep"],
    [`${lists(10_001)} as $x | [$x, $x] | sort`, "Comparison too deep"],
    [`${objects(10_001)} as $x | [$x, $x] | group_by(.)`, "Comparison too deep"],
    [`${lists(10_001)} as $x | $x | contains($x)`, "Containment check too deep"],
    [`${objects(10_001)} as $x | $x * $x`, "Object merge too deep"],
  ])("%s", (program, message) => {
    expect(answer(program)).toBe(message);
    expect(answer(`try (${program}) catch "caught"`)).toBe("caught");
  });
});

it("what shares its parts is looked at once a level", () => {
  expect(answer("(reduce range(60) as $_ (1; [., .])) as $x | [$x, $x] | sort | length")).toBe(2);
});
