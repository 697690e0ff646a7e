import type { JsonObject } from "../../lib/base/json";
import type { WorkflowDocument, WorkflowNode } from "../../lib/workflow/document";
import type { Positions } from "../../lib/workflow/layout";

/** A workflow of a wanted size with the places of its cards. */
export interface Fixture {
  text: string;
  document: WorkflowDocument;
  layout: Positions;
}

/** From one card to the next, along the flow and across it. */
const step = { x: 288, y: 224, second: 144 };
/** Cards in a row; with 30 rows a whole graph of 1,000 nodes can be seen at the smallest zoom. */
const columns = 27;

/** The same numbers on every machine (mulberry32). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) * below) / 4_294_967_296;
  };
}

const verbs = ["Create", "Check", "Deploy", "Scale", "Notify", "Register", "Tag", "Roll back", "Scan"];
const things = ["the release", "the service", "the cluster", "the ticket", "the channel", "the image"];

/**
 * A workflow as large ones are: a chain of conditions sends each kind of request into its own lane, the lane calls
 * one system after the other, branches by what they answered and joins again, and all lanes end in one report.
 *
 * @param count nodes, at least 4
 */
export function fixtureOf(count: number): Fixture {
  const random = numbers(count);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random(list.length))]!;
  const nodes: WorkflowNode[] = [trigger];
  const connections: JsonObject[] = [];
  const layout: Positions = { trigger: { x: -step.x, y: 0 } };
  const ends: string[] = [];
  const full = () => nodes.length >= count - 1;

  const add = (node: WorkflowNode, column: number, y: number) => {
    nodes.push(node);
    layout[node.identifier] = { x: column * step.x, y };
    return node.identifier;
  };
  const connect = (source: string, target: string, way: JsonObject = {}) =>
    connections.push({ sourceIdentifier: source, targetIdentifier: target, ...way });
  const call = (identifier: string, before: string): WorkflowNode => ({
    identifier,
    title: `${pick(verbs)} ${pick(things)}`,
    config: {
      type: "WEBHOOK",
      url: `https://api.example.com/${identifier}/{{ .outputs.trigger.service }}`,
      method: pick(["POST", "PUT", "PATCH"]),
      headers: { "X-Request": `{{ .outputs.trigger.version }}-${Math.floor(random(1e6))}` },
      body: {
        service: "{{ .outputs.trigger.service | ascii_downcase }}",
        previous: `{{ .outputs["${before}"].response.status }}`,
        tags: ["{{ .outputs.trigger.environment }}", pick(things)],
        note: `${pick(verbs)} ${pick(things)} after ${before}`,
      },
    },
  });
  const ask = (identifier: string, title: string, expression: string): WorkflowNode => ({
    identifier,
    title,
    config: { type: "CONDITION", outlets: [{ identifier: "yes", title: "Yes", expression }] },
  });

  let router = "trigger";
  for (let lane = 0; !full(); lane++) {
    const y = lane * step.y;
    const next = add(
      ask(`route_${lane}`, `Is it kind ${lane}?`, `.outputs.trigger.kind == "kind-${lane}"`),
      0,
      y,
    );
    connect(router, next, lane === 0 ? {} : { fallback: true });
    router = next;
    let last = next;
    let way: JsonObject = { sourceOutletIdentifier: "yes" };
    for (let column = 1; column < columns && !full(); column++) {
      const place = `${lane}_${column}`;
      const isBranch = column % 4 === 3 && nodes.length < count - 3 && column < columns - 1;
      if (!isBranch) {
        const called = add(call(`call_${place}`, last === next ? "trigger" : last), column, y);
        connect(last, called, way);
        [last, way] = [called, {}];
        continue;
      }
      const status = `.outputs["${last}"].response.status`;
      const branch = add(ask(`branch_${place}`, "Did it work?", `${status} == 200`), column, y);
      connect(last, branch, way);
      const good = add(call(`good_${place}`, last), column + 1, y);
      const bad = add(call(`bad_${place}`, last), column + 1, y + step.second);
      connect(branch, good, { sourceOutletIdentifier: "yes" });
      connect(branch, bad, { fallback: true });
      // One way goes on, the other ends in the report.
      ends.push(bad);
      [last, way] = [good, {}];
      column++;
    }
    if (last !== next) ends.push(last);
  }
  const report = add(call("report", "trigger"), columns, 0);
  for (const end of ends) connect(end, report);

  const document = { identifier: `nodes_${count}`, title: `${count} nodes`, nodes, connections };
  return {
    text: `${JSON.stringify(document, null, 2)}\n`,
    document: document as unknown as WorkflowDocument,
    layout,
  };
}

const trigger: WorkflowNode = {
  identifier: "trigger",
  title: "Request",
  config: {
    type: "SELF_SERVE_TRIGGER",
    userInputs: {
      properties: Object.fromEntries(
        ["service", "version", "environment", "kind"].map((name) => [
          name,
          { type: "string", title: name, default: `${name}-1` },
        ]),
      ),
      required: [],
    },
  },
};
