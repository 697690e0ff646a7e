import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "slipway-cli-"));

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the command as a person would; `input` goes to its standard input. */
function slipway(args: string[], { input = "", env = {} } = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, "lib/cli/bin.mjs"), ...args], {
      env: { ...process.env, ...env },
    });
    const ended: Ended = { code: null, out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (text) => {
      ended.out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      ended.err += text;
    });
    child.on("close", (code) => resolve({ ...ended, code }));
    child.stdin.end(input);
  });
}

const lines = (values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join("");
const parsed = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const example = (name: string) => join(root, "examples", `${name}.json`);

let server: Server;
let host: string;
/** What the host answers to `/webhook`. */
let webhookStatus = 201;
const got: { path: string; authorization: string; body: unknown }[] = [];

beforeAll(async () => {
  // The first command bundles; the others find the bundle there.
  await slipway(["--version"]);
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      got.push({
        path: request.url ?? "",
        authorization: request.headers.authorization ?? "",
        body: text === "" ? null : JSON.parse(text),
      });
      const status = request.url === "/webhook" ? webhookStatus : 201;
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify({ id: "res-1", echo: request.headers.authorization ?? "" }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `https://api.example.com=http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 60_000);

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

describe("render", () => {
  const one = (input: unknown) => slipway(["render"], { input: JSON.stringify(input) });

  test("prints the value, or undefined, or the error", async () => {
    const context = { n: 3, s: "x" };
    expect(parsed((await one({ template: { a: "{{ .n }}", b: "n={{ .n }}" }, context })).out)).toEqual([
      { value: { a: 3, b: "n=3" } },
    ]);
    expect(parsed((await one({ template: "{{ empty }}", context })).out)).toEqual([{ undefined: true }]);
    const failed = await one({ template: "{{ .s | .x }}", context, options: { throwOnError: true } });
    expect(failed.code).toBe(1);
    expect(parsed(failed.out)).toEqual([
      { error: { kind: "runtime", message: expect.stringMatching(/^jq: error/) } },
    ]);
    const broken = await one({ template: "a }} b", context });
    expect(parsed(broken.out)).toEqual([
      {
        error: {
          kind: "template",
          message: "Found closing double braces in index 2 without opening double braces",
        },
      },
    ]);
  });

  test("input that is no JSON is refused", async () => {
    expect(await slipway(["render"], { input: "{" })).toMatchObject({ code: 2, out: "" });
    expect(await slipway(["render"], { input: "[]" })).toMatchObject({ code: 2, out: "" });
  });
});

describe("batches", () => {
  test("a line for each line, in order, whatever is in between", async () => {
    const input = `${lines([{ template: "{{ . }}", context: 1 }])}not json\n\n${lines([
      { template: "{{ . }}", context: "a\u2028b" },
      { nothing: true },
    ])}{"template":"{{ empty }}"}`;
    const { code, out } = await slipway(["render", "--batch"], { input });
    expect(code).toBe(0);
    expect(parsed(out)).toEqual([
      { value: 1 },
      { error: { kind: "input", message: expect.stringContaining("not JSON") } },
      { error: { kind: "input", message: expect.stringContaining("not JSON") } },
      { value: "a\u2028b" },
      { error: { kind: "input", message: expect.stringContaining('"template"') } },
      { undefined: true },
    ]);
  });

  test("5,000 lines and a line of several megabytes", async () => {
    const large = "x".repeat(3_000_000);
    const inputs = Array.from({ length: 5_000 }, (_, n) => ({ program: ".[0] + 1", input: [n] }));
    const { out } = await slipway(["jq", "--batch"], {
      input: lines([...inputs, { program: ".", input: large }]),
    });
    const answers = parsed(out);
    expect(answers).toHaveLength(5_001);
    expect(answers[4_999]).toEqual({ outputs: [5_000] });
    expect(answers[5_000]).toEqual({ outputs: [large] });
  });
});

describe("jq", () => {
  test("gives every output before an error", async () => {
    const programs = [
      '.[] | if . == 2 then error("two") else . end',
      "{",
      ".[0], .[1]",
      "[range(1e9)]",
      "empty",
    ];
    const input = lines(programs.map((program) => ({ program, input: [1, 2] })));
    expect(parsed((await slipway(["jq", "--batch"], { input })).out)).toEqual([
      { outputs: [1], error: { kind: "runtime", message: expect.stringContaining("two") } },
      { outputs: [], error: { kind: "compile", message: expect.any(String) } },
      { outputs: [1, 2] },
      { outputs: [], error: { kind: "limit", message: expect.any(String) } },
      { outputs: [] },
    ]);
  });
});

describe("what is too deep to be written", () => {
  test("is an error after the outputs before it, and the next line is answered", async () => {
    const programs = ["1, reduce range(50000) as $i (0; [.]), 2", "2"];
    const input = lines(programs.map((program) => ({ program, input: null })));
    expect(parsed((await slipway(["jq", "--batch"], { input })).out)).toEqual([
      { outputs: [1], error: { kind: "limit", message: expect.any(String) } },
      { outputs: [2] },
    ]);
  });
});

describe("check", () => {
  test("a byte order mark is no part of the text", async () => {
    const path = file("marked.json", `\uFEFF${readFileSync(example("send-webhook"), "utf8")}`);
    expect(await slipway(["check", path])).toMatchObject({ code: 0 });
  });
  test("the examples have no problems", async () => {
    const names = ["send-webhook", "create-resource", "deploy-service", "port-entity"];
    expect(await slipway(["check", ...names.map(example)])).toMatchObject({
      code: 0,
      out: "4 files checked: 0 errors, 0 warnings\n",
    });
  });

  test("each problem has its place", async () => {
    const text = readFileSync(example("send-webhook"), "utf8").replace(
      '"targetIdentifier": "send-webhook"',
      '"targetIdentifier": "nowhere"',
    );
    const path = file("bad.json", text);
    const { code, out } = await slipway(["check", path, "--json"]);
    expect(code).toBe(1);
    const { ok, problems } = JSON.parse(out);
    const line = text.split("\n").findIndex((each) => each.includes("nowhere")) + 1;
    expect(ok).toBe(false);
    expect(problems).toContainEqual(
      expect.objectContaining({
        file: path,
        line,
        pointer: "/connections/0/targetIdentifier",
        code: "graph/unknown-node",
        severity: "error",
      }),
    );
    const human = await slipway(["check", path]);
    expect(human.out).toContain(`${path}:${line}:`);
  });

  test("text that is no JSON, and a file that is not there", async () => {
    const broken = await slipway(["check", file("broken.json", '{\n  "a": ,\n}'), "--json"]);
    expect(broken.code).toBe(1);
    expect(JSON.parse(broken.out).problems[0]).toMatchObject({ line: 2, column: 8, code: "json/syntax" });
    expect(await slipway(["check", join(folder, "absent.json")])).toMatchObject({ code: 2, out: "" });
  });
});

describe("convert", () => {
  test("a current document keeps its bytes", async () => {
    const path = example("deploy-service");
    expect(await slipway(["convert", path])).toMatchObject({
      code: 0,
      out: readFileSync(path, "utf8"),
      err: "",
    });
  });

  test("an older one is upgraded, and what changed is told", async () => {
    const text = readFileSync(example("deploy-service"), "utf8")
      .replace('"outlets"', '"options"')
      .replace('"sourceOutletIdentifier"', '"sourceOptionIdentifier"');
    const { code, out, err } = await slipway(["convert", file("older.json", text)]);
    expect(code).toBe(0);
    expect(out).toBe(readFileSync(example("deploy-service"), "utf8"));
    expect(err).toContain("outlets");
  });
});

describe("run", () => {
  test("prints each node, and keeps the secret to itself", async () => {
    got.length = 0;
    webhookStatus = 500;
    const args = ["run", example("create-resource"), "--host", host, "--input", "name=billing-db"];
    const failing = await slipway(args);
    expect(failing.code).toBe(1);
    expect(failing.out).toMatch(/✓ create_resource .*201/);
    expect(failing.out).toMatch(/✗ report_resource/);
    expect(got.map(({ path }) => path)).toEqual(["/resources", "/resources/res-1", "/webhook"]);
    expect(got[0]?.body).toEqual({ name: "billing-db" });

    const secret = await slipway(
      ["run", example("custom-headers"), "--host", host, "--secret", "api-token=MY_TOKEN", "--json"],
      { env: { MY_TOKEN: "very-secret-value" } },
    );
    expect(got.at(-1)?.authorization).toBe("Bearer very-secret-value");
    expect(secret.out + secret.err).not.toContain("very-secret-value");
    expect(parsed(secret.out).at(-1)).toMatchObject({ type: "run.completed", result: "FAILED" });
    webhookStatus = 201;
  });

  test("exit code 0 on success, inputs from a file", async () => {
    const inputs = file("inputs.json", '{"service":"a","version":"9.9.9"}');
    const args = ["run", example("send-webhook"), "--host", host, "--inputs", inputs, "--input", "service=b"];
    expect((await slipway(args)).code).toBe(0);
    expect(got.at(-1)?.body).toEqual({ service: "b", version: "9.9.9", environment: "staging" });
  });

  test("a webhook that nobody can report on ends with exit code 3", async () => {
    const { code, out, err } = await slipway(["run", example("asynchronous-task"), "--host", host]);
    expect(code).toBe(3);
    expect(out).toContain("✓ announce_task");
    expect(err).toContain("start_task");
  });

  test("a moment that comes by itself is waited for", async () => {
    const trigger = { identifier: "trigger", config: { type: "SELF_SERVE_TRIGGER" } };
    const pause = { identifier: "pause", config: { type: "DELAY", seconds: 1 } };
    const connections = [{ sourceIdentifier: "trigger", targetIdentifier: "pause" }];
    const text = JSON.stringify({ identifier: "wait", nodes: [trigger, pause], connections });
    const { code, out } = await slipway(["run", file("wait.json", text)]);
    expect(out).toContain("✓ pause");
    expect(code).toBe(0);
  });

  test("without --host an address on this machine is refused", async () => {
    const text = readFileSync(example("send-webhook"), "utf8").replace(
      "https://api.example.com",
      "http://127.0.0.1:9",
    );
    const { code, out } = await slipway(["run", file("inside.json", text)]);
    expect(code).toBe(1);
    expect(out).toContain("egress/");
  });

  test.each([
    [["run", example("send-webhook"), "--input", "environment=moon"], "environment"],
    [["run", example("send-webhook"), "--input", "service"], "NAME=VALUE"],
    [["run", example("send-webhook"), "--secret", "a=NOT_SET_ANYWHERE"], "NOT_SET_ANYWHERE"],
    [["run", example("send-webhook"), "--host", "nowhere=there"], "nowhere"],
    [["run", example("send-webhook"), "--trigger", "other"], '"other"'],
    [["run"], "missing required argument"],
    [["fly"], "unknown command"],
  ])("%j is refused with exit code 2", async (args, words) => {
    const { code, out, err } = await slipway(args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(words);
  });
});

test.each(["check", "convert", "run", "render", "jq"])(
  "slipway %s --help tells the exit codes",
  async (command) => {
    const { code, out } = await slipway([command, "--help"]);
    expect(code).toBe(0);
    expect(out).toContain("Exit codes:");
  },
);
