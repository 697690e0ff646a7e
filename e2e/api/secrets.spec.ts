import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { exampleNames, exampleText } from "../harness/test";
import { chain, webhook } from "../harness/workflow";
import { type StandIns, secretValues, startStandIns } from "../hosts/stand-ins";

let hosts: StandIns;

test.beforeAll(async () => {
  hosts = await startStandIns();
});

test.afterAll(async () => {
  await hosts.close();
});

/** The forms in which a value might leak. */
function forms(value: string): string[] {
  const bytes = Buffer.from(value);
  const base64 = [0, 1, 2].map((shift) =>
    // Each alignment, without the characters that neighbours decide.
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString("base64")
      .slice(shift ? 4 : 0, -4),
  );
  return [
    ...[value, encodeURIComponent(value), encodeURIComponent(encodeURIComponent(value))],
    ...[JSON.stringify(value).slice(1, -1), bytes.toString("hex"), ...base64],
  ];
}

const found = (text: string) =>
  Object.entries(secretValues).flatMap(([name, value]) =>
    forms(value).some((form) => text.includes(form)) ? [name] : [],
  );

/** Every file under a folder as Latin-1, so that any bytes can be searched. */
const filesOf = (folder: string): [string, string][] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry): [string, string][] => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesOf(path) : [[path, readFileSync(path, "latin1")]];
  });

test("the scan finds every form", () => {
  for (const value of Object.values(secretValues)) {
    for (const text of [
      value,
      encodeURIComponent(value),
      `x${Buffer.from(`ab${value}c`).toString("base64")}`,
    ]) {
      expect(found(text).length).toBe(1);
    }
  }
});

test("no secret is in the database, logs, events, pages, scripts or exports", async () => {
  const { client, app, example } = hosts;
  const runs: string[] = [];
  const workflows: string[] = [];
  const start = async (text: string) => {
    const workflow = await client.addWorkflow(text);
    const run = await client.start(workflow, {}, "Stand-ins");
    await client.follow(
      run,
      ({ nodeRuns, status }) =>
        status === "COMPLETED" || nodeRuns.length > 2 || nodeRuns.at(-1)?.waitingFor !== undefined,
    );
    workflows.push(workflow);
    runs.push(run);
  };
  for (const name of exampleNames) await start(exampleText(name));
  const secret = '.secrets["api-key"]';
  const body = {
    base64: `{{ ${secret} | @base64 }}`,
    uri: `{{ .secrets["webhook-token"] | @uri }}`,
    json: `{{ {key: ${secret}} | tojson }}`,
    joined: `x-{{ ${secret} }}-{{ .secrets["api-token"] }}`,
    key: { [`{{ ${secret} }}`]: 1 },
  };
  const config = {
    body,
    verbose: true,
    headers: { Authorization: `Basic {{ "user:" + ${secret} | @base64 }}` },
  };
  await start(
    JSON.stringify(chain("every_form", [webhook("all", "https://api.example.com/resources", config)])),
  );
  expect(example.got.at(-1)?.text, "the request itself holds the value").toContain("api-key-value-42");

  const places: [string, string][] = [...filesOf(app.data), ["the process's output", app.output]];
  for (const run of runs) {
    const whole = await client.run(run);
    let stream = "";
    let seen = 0;
    for await (const block of client.eventBlocks(run)) {
      stream += block;
      seen += block.includes("data:") ? 1 : 0;
      if (seen === whole.seq) break;
    }
    places.push([`events of ${run}`, stream], [`state of ${run}`, JSON.stringify(whole)]);
    places.push([
      `/v1 run ${run}`,
      JSON.stringify((await client.call("GET", `/v1/workflows/runs/${run}`)).body),
    ]);
  }
  const pages = ["/", "/secrets", "/environments", ...workflows.map((workflow) => `/workflows/${workflow}`)];
  const exports = workflows.map((workflow) => `/api/workflows/${workflow}/export`);
  const scripts = new Set<string>();
  for (const path of [...pages, ...exports, "/api/secrets"]) {
    const text = await (await fetch(app.url + path)).text();
    places.push([path, text]);
    for (const [, script] of text.matchAll(/src="([^"]+\.js[^"]*)"/g)) if (script) scripts.add(script);
  }
  for (const script of scripts) places.push([script, await (await fetch(new URL(script, app.url))).text()]);

  expect(scripts.size).toBeGreaterThan(0);
  expect(places.flatMap(([place, text]) => found(text).map((name) => `${name} in ${place}`))).toEqual([]);
});
