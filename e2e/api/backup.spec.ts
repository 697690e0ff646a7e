import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { App } from "../harness/app";
import { Client } from "../harness/client";
import { chain, webhook } from "../harness/workflow";
import { Host } from "../hosts/host";

const root = join(import.meta.dirname, "../..");

const backUp = (data: string, target: string) =>
  promisify(execFile)(process.execPath, [join(root, "lib/launch/backup.mjs"), target], {
    env: { ...process.env, SLIPWAY_DATA: data },
  });

let folder: string;
let app: App;
test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "slipway-backup-"));
  app = await App.start({ SLIPWAY_ASYNC_WEBHOOKS: "wait" });
});
test.afterEach(async () => {
  await app.dispose();
  rmSync(folder, { recursive: true, force: true });
});

test("a backup that was taken while Slipway ran is all there when it is started from", async () => {
  const large = "x".repeat(400_000);
  const host = await Host.start(({ path }) => ({ status: 200, json: path === "/large" ? { large } : {} }));
  const client = new Client(app);
  await client.saveSecret("api-key", "a-value-worth-hiding");
  await client.saveEnvironment("Stand-in", { "https://api.example.com": host.url });
  const workflow = await client.addWorkflow(
    chain("backed_up", [
      webhook("large", "https://api.example.com/large"),
      webhook("task", "https://api.example.com/task", { synchronized: false }),
      webhook("after", "https://api.example.com/after", {
        headers: { "x-key": '{{ .secrets["api-key"] }}' },
        body: { size: "{{ .outputs.large.response.data.large | length }}" },
      }),
    ]),
  );
  const run = await client.start(workflow, {}, "Stand-in");
  const waiting = await client.follow(run, ({ nodeRuns }) => nodeRuns[2]?.waitingFor === "callback");

  const { stdout } = await backUp(app.data, join(folder, "copy"));
  expect(stdout).toMatch(/Backed up 1 runs and \d+ files/);
  await app.kill();

  const restored = await App.start({ SLIPWAY_DATA: join(folder, "copy") });
  const again = new Client(restored);
  const path = `/v1/workflows/nodes/runs/${waiting.nodeRuns[2]?.nodeRun}`;
  expect(await again.call("PATCH", path, { status: "COMPLETED", result: "SUCCESS" })).toMatchObject({
    status: 200,
  });
  const state = await again.ended(run);
  expect(state.result).toBe("SUCCESS");
  expect(host.got.at(-1)).toMatchObject({
    path: "/after",
    headers: { "x-key": "a-value-worth-hiding" },
    body: { size: 400_000 },
  });
  await restored.dispose();
  await host.close();
});

test("a backup that cannot be made says why and leaves nothing behind", async () => {
  const full = join(folder, "full");
  await backUp(app.data, full);
  await expect(backUp(app.data, full)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining("is not empty"),
  });
  await expect(backUp(join(folder, "nothing"), join(folder, "copy"))).rejects.toMatchObject({
    stderr: expect.stringContaining("There is no database in"),
  });
  writeFileSync(join(folder, "broken"), "");
  await expect(backUp(app.data, join(folder, "broken", "copy"))).rejects.toMatchObject({ code: 1 });
  expect(existsSync(join(folder, "copy"))).toBe(false);
});
