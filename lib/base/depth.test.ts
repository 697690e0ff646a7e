import { expect, test } from "vitest";
import { isDeeper } from "./depth";

test("counts arrays and objects, and not what stands in texts", () => {
  const nested = (levels: number) => `${'[{"a":'.repeat(levels / 2)}1${"}]".repeat(levels / 2)}`;
  expect(isDeeper(nested(10), 10)).toBe(false);
  expect(isDeeper(nested(12), 10)).toBe(true);
  expect(isDeeper(`["${"[".repeat(50)}\\"${"{".repeat(50)}"]`, 10)).toBe(false);
  expect(isDeeper("[],".repeat(50), 10)).toBe(false);
  expect(isDeeper("[".repeat(50), 10)).toBe(true);
});
