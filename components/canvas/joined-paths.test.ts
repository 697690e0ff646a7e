import { expect, it } from "vitest";
import { joinPaths } from "./joined-paths";

it("joins paths of one look, the first look lowest", () => {
  const joined = joinPaths([
    { look: "idle", path: "M0,0h1" },
    { look: "running", path: "M0,1h1" },
    { look: "idle", path: "M0,2h1" },
  ]);
  expect(joined).toEqual([
    { look: "idle", d: "M0,0h1M0,2h1" },
    { look: "running", d: "M0,1h1" },
  ]);
});
