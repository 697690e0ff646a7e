import { describe, expect, test } from "vitest";
import type { JsonObject } from "../base/json";
import { checkText, checkWorkflow } from "./check";
import { applyFix } from "./commands";
import type { WorkflowDocument } from "./document";
import { parseWorkflow } from "./parse";
import { sketch } from "./sketch";

const found = (document: WorkflowDocument) => checkWorkflow(document).map(({ code, at }) => `${code} ${at}`);

/** Applies the first fix on offer for a code and checks again. */
function afterFix(document: WorkflowDocument, code: string): string[] {
  const text = JSON.stringify(document, null, 2);
  const fix = checkWorkflow(document).find((problem) => problem.code === code)?.fix;
  if (fix === undefined) return ["no fix"];
  return checkText(applyFix(text, fix)).problems.map((problem) => problem.code);
}

const good = sketch("t > c1", "c1:yes > a", "c1:else > b");

test("a good workflow has no problems", () => expect(checkWorkflow(good)).toEqual([]));

test("a trigger alone is fine, and so is joining again", () => {
  expect(found(sketch("t"))).toEqual([]);
  expect(found(sketch("t > c1", "c1:yes > a > d", "c1:else > b > d"))).toEqual([]);
});

describe("graph rules", () => {
  test("1: unique identifiers, a trigger", () => {
    const twice = sketch("t > a");
    twice.nodes.push(structuredClone(twice.nodes[1]!));
    expect(found(twice)).toEqual(["graph/duplicate-node /nodes/2/identifier"]);
    expect(afterFix(twice, "graph/duplicate-node")).toEqual(["graph/unreachable"]);
    expect(found(sketch("a"))).toEqual(["graph/no-trigger /nodes"]);
    expect(afterFix(sketch("a"), "graph/no-trigger")).toEqual(["graph/unreachable"]);
  });
  test("2: both ends exist, no self-connection, nothing into a trigger", () => {
    /*  t → deploi (deploy is meant)    deploy → deploy    t2 → t  */
    const document = sketch("t", "deploy > deploy", "t2 > t");
    document.connections?.unshift({ sourceIdentifier: "t", targetIdentifier: "deploi" });
    expect(found(document)).toEqual([
      "graph/unknown-node /connections/0/targetIdentifier",
      "graph/self-connection /connections/1",
      "graph/into-trigger /connections/2",
      "graph/unreachable /nodes/1",
    ]);
    const [problem] = checkWorkflow(document);
    expect(problem?.message).toBe(
      'Connection "t" to "deploi": no node is called "deploi". Did you mean "deploy"?',
    );
    expect(problem?.fix?.title).toBe("Use deploy");
    expect(afterFix(document, "graph/unknown-node")).toEqual(["graph/self-connection", "graph/into-trigger"]);
  });
  test("3: a cycle names its nodes", () => {
    /*  t → a → b → c1 ─ again → a  */
    const document = sketch("t > a > b > c1", "c1:again > a");
    expect(found(document)).toEqual(["graph/cycle /connections/3"]);
    expect(checkWorkflow(document)[0]?.message).toContain("a → b → c1 → a");
    expect(afterFix(document, "graph/cycle")).toEqual([]);
  });
  test("4: one connection for each way out", () => {
    /*  t → a, t → b;  c1 ─ yes → d, yes → e  */
    const document = sketch("t > a", "t > b", "a > c1", "c1:yes > d", "c1:yes > e", "c1:else > f");
    expect(found(document)).toEqual(["graph/fan-out /connections/1", "graph/fan-out /connections/4"]);
    expect(afterFix(sketch("t > a", "t > b"), "graph/fan-out")).toEqual(["graph/unreachable"]);
  });
  test("5: the outlet exists", () => {
    const document = sketch("t > c1", "c1:production > a", {
      c1: { outlets: [{ identifier: "productoin", expression: "true" }] },
    });
    expect(found(document)).toContain("graph/unknown-outlet /connections/1/sourceOutletIdentifier");
    expect(afterFix(document, "graph/unknown-outlet")).toEqual([]);
  });
  test("6: outlets where they belong", () => {
    /*  t ─ x → c1 → a;  a ─ else → b;  i1 ─ else → d  */
    const document = sketch("t:x > c1 > a", "a:else > b > i1", "i1:else > d", {
      c1: { outlets: [{ identifier: "yes", expression: "true" }] },
      i1: { type: "INPUT", outlets: [], userInputs: { properties: {}, buttons: [] } },
    });
    delete document.nodes.find((node) => node.identifier === "i1")?.config.url;
    expect(found(document)).toEqual([
      "graph/outlet-forbidden /connections/0/sourceOutletIdentifier",
      "graph/outlet-required /connections/1",
      "graph/fallback-forbidden /connections/2/fallback",
      "graph/fallback-forbidden /connections/4/fallback",
    ]);
    expect(afterFix(document, "graph/outlet-required")).not.toContain("graph/outlet-required");
  });
  test("an outlet and fallback at once, and two outlets of one name", () => {
    const document = sketch("t > c1", "c1:yes > a", {
      c1: {
        outlets: [
          { identifier: "yes", expression: "true" },
          { identifier: "yes", expression: "false" },
        ],
      },
    });
    document.connections![1]!.fallback = true;
    expect(found(document)).toEqual([
      "graph/duplicate-outlet /nodes/1/config/outlets/1/identifier",
      "graph/outlet-and-fallback /connections/1",
    ]);
  });
  test("an action called trigger hides behind the one that fired", () => {
    const document = sketch("t > a");
    document.nodes[1]!.identifier = "trigger";
    document.connections![0]!.targetIdentifier = "trigger";
    expect(found(document)).toEqual(["graph/trigger-name /nodes/1/identifier"]);
  });
});

describe("schema", () => {
  const messages = (config: JsonObject) =>
    checkWorkflow(sketch("t > a", { a: config })).map((problem) => problem.message);

  test("an unknown type names the nearest", () => {
    const document = sketch("t > a", { a: { type: "WEBHOK" } });
    expect(checkWorkflow(document)[0]).toMatchObject({
      code: "node/unknown-type",
      at: "/nodes/1/config/type",
      message: 'Node "a", config: there is no node type "WEBHOK". Did you mean "WEBHOOK"?',
    });
    expect(afterFix(document, "node/unknown-type")).toEqual([]);
  });
  test("a wrong value says what is allowed, and offers the nearest", () => {
    expect(messages({ method: "get" })).toEqual([
      'Node "a", config.method: "method" is "get"; use one of "GET", "POST", "PUT", "PATCH", "DELETE".',
    ]);
    expect(afterFix(sketch("t > a", { a: { method: "get" } }), "schema/invalid")).toEqual([]);
    expect(messages({ synchronized: "no" })).toEqual([
      'Node "a", config.synchronized: "synchronized" is "no"; it must be true or false.',
    ]);
    expect(messages({ headers: { A: 1 } })[0]).toContain("Headers are an object of texts");
    expect(messages({ url: " " })[0]).toContain("The URL is empty");
  });
  test("a missing field is shown at its parent and can be added", () => {
    const document = sketch("t > a");
    delete document.nodes[1]!.config.url;
    expect(found(document)).toEqual(["schema/missing /nodes/1/config"]);
    expect(checkWorkflow(document)[0]?.message).toBe(
      'Node "a", config.url: "url" is missing. Add a text in quotes.',
    );
    expect(afterFix(document, "schema/missing")).toEqual([]);
  });
  test("a field that is nearly right is pointed out, an unknown one is let be", () => {
    const document = sketch("t > a", { a: { header: { A: "b" }, somethingElse: 1 } });
    expect(found(document)).toEqual(["schema/unknown-field /nodes/1/config/header"]);
    expect(afterFix(document, "schema/unknown-field")).toEqual([]);
  });
  test("identifiers", () => {
    const document = sketch("t > a");
    document.identifier = "no spaces";
    expect(checkWorkflow(document)[0]?.message).toBe(
      'Workflow, identifier: "no spaces" cannot be an identifier. Use letters, digits and @ _ : - only.',
    );
  });
  test("a trigger's own rules come with the node's place", () => {
    const document = sketch("t", {
      t: { type: "EVENT_TRIGGER", event: { type: "TIMER_EXPIRED", blueprintIdentifier: "b" } },
    });
    expect(found(document)).toEqual(["trigger/timer-property /nodes/0/config/event"]);
  });
});

test("a delay longer than Port's is a warning", () => {
  const document = sketch("t > a");
  document.nodes[1]!.config = { type: "DELAY", seconds: 86_401 };
  expect(checkWorkflow(document)).toMatchObject([
    { code: "port/limit", severity: "warning", at: "/nodes/1/config/seconds" },
  ]);
});

test("Port's limits are warnings that name Port", () => {
  const document = sketch("t > a", { t: { executeActionButtonText: "a text that is too long" } });
  document.title = "x".repeat(101);
  document.nodes[1]!.links = ["a", "b", "c", "d"];
  const problems = checkWorkflow(document);
  expect(problems.map((problem) => problem.at)).toEqual([
    "/title",
    "/nodes/0/config/executeActionButtonText",
    "/nodes/1/links",
  ]);
  for (const problem of problems) {
    expect(problem).toMatchObject({ code: "port/limit", severity: "warning" });
    expect(problem.message).toContain("Port takes at most");
  }
});

/** Milliseconds of processor time, the least of four: what else the machine and the collector do only adds to it. */
function busy(work: () => unknown): number {
  const times = Array.from({ length: 4 }, () => {
    const begin = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(begin);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

describe("size", () => {
  /*  t → n0 → n1 → … ; each reads the one before  */
  const chain = Array.from({ length: 1999 }, (_, at) => `n${at}`);
  const configs = Object.fromEntries(
    chain.map((name, at) => [
      name,
      { body: { a: `{{ .outputs.n${at - 1}.response.data.id }}-{{ .outputs.trigger.x${at} }}` } },
    ]),
  );
  const large = sketch(`t > ${chain.join(" > ")}`, configs);

  test("2,000 nodes are checked well under half a second", () => {
    checkWorkflow(large);
    expect(busy(() => checkWorkflow(large))).toBeLessThan(500);
  });
  test("and parsed as fast", () => {
    const text = JSON.stringify(large, null, 2);
    parseWorkflow(text);
    expect(busy(() => expect(parseWorkflow(text).document?.nodes).toHaveLength(2000))).toBeLessThan(500);
  });
});

test("no shape of junk makes a check throw", () => {
  const junk: unknown[] = [
    {
      nodes: [],
      connections: [
        { sourceIdentifier: "a", targetIdentifier: "b", sourceOutletIdentifier: 4, fallback: "x" },
      ],
    },
    {
      nodes: [
        {
          identifier: "a",
          title: 4,
          links: "x",
          variables: [1],
          config: { type: "CONDITION", outlets: [1, { identifier: 2 }] },
        },
      ],
    },
    {
      nodes: [
        {
          identifier: "",
          config: { type: "INPUT", userInputs: { properties: [], buttons: {} }, outlets: {} },
        },
      ],
      tags: "x",
    },
    {
      nodes: [{ identifier: "a", config: { type: "SELF_SERVE_TRIGGER", userInputs: [], contexts: [null] } }],
    },
    { nodes: [{ identifier: "constructor", config: { type: "constructor" } }], title: {} },
  ];
  for (const document of junk) expect(checkWorkflow(document as WorkflowDocument).length).toBeGreaterThan(0);
});
