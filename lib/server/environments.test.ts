import { afterEach, beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "./db/client";
import { baseUrlProblem, type Environments, openEnvironments } from "./environments";

let db: Database;
let environments: Environments;
const playground = { hosts: [{ from: "https://api.example.com", to: "http://127.0.0.1:1/api.example.com" }] };
const hosts = [{ from: "https://api.github.com", to: "http://127.0.0.1:9000" }];
beforeEach(async () => {
  db = await openDatabase(":memory:");
  environments = openEnvironments(db, playground);
});
afterEach(() => db.destroy());

test("the Playground comes first and cannot be changed", async () => {
  expect(await environments.list()).toEqual([
    { name: "Playground", builtIn: true, playground: true, hosts: playground.hosts },
  ]);
  expect(await environments.put("playground", hosts)).toMatchObject({
    ok: false,
    error: { code: "built_in" },
  });
  expect(await environments.remove("Playground")).toMatchObject({ ok: false, error: { code: "built_in" } });
  expect(await environments.find("Playground")).toEqual({
    name: "Playground",
    playground: true,
    ...playground,
  });
});

test("an environment is saved, replaced, found and removed", async () => {
  await environments.put("Staging", []);
  await environments.put("Staging", hosts);
  expect(await environments.find("Staging")).toEqual({ name: "Staging", hosts, playground: false });
  expect((await environments.list()).map((each) => each.name)).toEqual(["Playground", "Staging"]);
  expect(await environments.remove("Staging")).toMatchObject({ ok: true });
  expect(await environments.remove("Staging")).toMatchObject({ ok: false, error: { code: "not_found" } });
  expect(await environments.find("Staging")).toBeUndefined();
});

test.each(["", " ", " x", "x".repeat(61)])("%j is no name", async (name) => {
  expect(await environments.put(name, hosts)).toMatchObject({ ok: false, error: { code: "invalid_value" } });
});

test("a base URL is an address with at most a path", () => {
  for (const fine of ["https://api.example.com", "http://127.0.0.1:9000/prefix"]) {
    expect(baseUrlProblem(fine)).toBeUndefined();
  }
  for (const wrong of ["api.example.com", "ftp://x", "https://u:p@x", "https://x?a=1", "https://x#a"]) {
    expect(baseUrlProblem(wrong)).toBeDefined();
  }
});
