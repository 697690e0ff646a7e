import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockFolder } from "./lock";

let folder: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "slipway-lock-"));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

/** Another process that holds the lock the same way: an open exclusive transaction and its pid beside it. */
async function otherHolder(): Promise<ChildProcess> {
  const script = `
    const Libsql = require("libsql");
    const connection = new Libsql(${JSON.stringify(join(folder, "lock"))});
    connection.exec("BEGIN EXCLUSIVE");
    require("node:fs").writeFileSync(${JSON.stringify(join(folder, "owner"))}, String(process.pid));
    console.log("held");
    setInterval(() => connection.open, 1000);
  `;
  const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  await once(child.stdout!, "data");
  return child;
}

test("the folder is made for its owner alone", async () => {
  const inside = join(folder, "deep", "data");
  const lock = lockFolder(inside);
  expect(lock.ok).toBe(true);
  expect((await stat(inside)).mode & 0o777).toBe(0o700);
  if (lock.ok) lock.value.release();
});

test("a second process is told who holds the folder", async () => {
  const child = await otherHolder();
  const lock = lockFolder(folder);
  expect(lock).toMatchObject({ ok: false });
  if (!lock.ok) expect(lock.error).toContain(`process ${child.pid}`);
});

test("a holder killed with -9 leaves no lock behind", async () => {
  const child = await otherHolder();
  child.kill("SIGKILL");
  await once(child, "exit");
  const lock = lockFolder(folder);
  expect(lock.ok).toBe(true);
  if (lock.ok) lock.value.release();
});

test("the same process cannot take it twice, but can again after giving it back", () => {
  const first = lockFolder(folder);
  expect(lockFolder(folder).ok).toBe(false);
  if (first.ok) {
    first.value.release();
    first.value.release();
  }
  const again = lockFolder(folder);
  expect(again.ok).toBe(true);
  if (again.ok) again.value.release();
});
