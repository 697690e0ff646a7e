import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Bodies, openBodies } from "./bodies";

let folder: string;
let bodies: Bodies;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway-bodies-"));
  bodies = openBodies(join(folder, "bodies"));
});
afterEach(() => rm(folder, { recursive: true }));

test("a body comes back as it went in, and only its owner may read the file", async () => {
  const text = "é".repeat(300_000);
  await bodies.put("wfr_a", "wfnr_b", text);
  expect(await bodies.get("wfr_a", "wfnr_b")).toBe(text);
  expect((await stat(join(folder, "bodies", "wfr_a", "wfnr_b"))).mode & 0o777).toBe(0o600);
  await bodies.removeRun("wfr_a");
  expect(await bodies.get("wfr_a", "wfnr_b")).toBeUndefined();
});

test("a name that leads out of the folder finds nothing", async () => {
  await bodies.put("wfr_a", "wfnr_b", "x");
  for (const name of ["..", "../wfr_a", "wfr_a/wfnr_b", "", "wfnr_b\0"]) {
    expect(await bodies.get("wfr_a", name)).toBeUndefined();
    expect(await bodies.get(name, "wfnr_b")).toBeUndefined();
  }
  await expect(bodies.put("..", "x", "y")).rejects.toThrow();
});
