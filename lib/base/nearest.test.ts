import { expect, test } from "vitest";
import { didYouMean, distance, nearest } from "./nearest";

test("edits between words, neighbours swapped count once", () => {
  expect(distance("deploy", "deploy", 3)).toBe(0);
  expect(distance("deploi", "deploy", 3)).toBe(1);
  expect(distance("deplyo", "deploy", 3)).toBe(1);
  expect(distance("abc", "xyz", 2)).toBe(3);
  expect(distance("short", "a much longer one", 3)).toBe(4);
});

test("the same as with every cell of the table, up to the bound", () => {
  const whole = (a: string, b: string): number => {
    const cells = Array.from({ length: a.length + 1 }, (_, i) =>
      Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
    );
    for (let i = 1; i <= a.length; i++)
      for (let j = 1; j <= b.length; j++) {
        const cost = a[i - 1] === b[j - 1] ? 0 : 1;
        const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
        cells[i]![j] = Math.min(
          cells[i]![j - 1]! + 1,
          cells[i - 1]![j]! + 1,
          cells[i - 1]![j - 1]! + cost,
          swapped ? cells[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY,
        );
      }
    return cells[a.length]![b.length]!;
  };
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed % below;
  };
  const word = () => Array.from({ length: random(9) }, () => "abc"[random(3)]).join("");
  for (let round = 0; round < 5_000; round++) {
    const [a, b, bound] = [word(), word(), 1 + random(3)];
    expect([a, b, bound, distance(a, b, bound)]).toEqual([a, b, bound, Math.min(whole(a, b), bound + 1)]);
  }
});

test("the nearest come first, the far ones not at all, case does not matter", () => {
  expect(nearest("WEBHOK", ["KAFKA", "WEBHOOK", "INPUT"])).toEqual(["WEBHOOK"]);
  expect(nearest("get", ["GET", "PUT"])).toEqual(["GET", "PUT"].slice(0, 1));
  expect(nearest("a", ["b", "zz"])).toEqual(["b"]);
  expect(nearest("nothing", ["WEBHOOK"])).toEqual([]);
});

test("the question", () => {
  expect(didYouMean([])).toBe("");
  expect(didYouMean(["a", "b"])).toBe(' Did you mean "a" or "b"?');
});
