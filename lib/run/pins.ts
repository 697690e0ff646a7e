import type { Json } from "../base/json";
import { toPointer } from "../base/pointer";
import type { Problem } from "../base/problem";
import { err, ok, type Result } from "../base/result";
import { definitionOf } from "../nodes/definitions";
import type { Way } from "../nodes/runner";
import type { WorkflowDocument, WorkflowNode } from "../workflow/document";
import { isTrigger } from "../workflow/graph";

/**
 * What a test run does with a node instead of running it: it gives this output, or it is passed through and gives
 * none. Where the node has several ways out, the way says which one the run takes.
 */
export type Pin = Way & ({ output: Json } | { disabled: true });

/** By node identifier. */
export type Pins = Readonly<Record<string, Pin>>;

/** How a node run came to its end without being run. */
export type Mock = "pinned" | "disabled";

/** As somebody asks for it; `readPins` makes a `Pin` of it, or says what is wrong. */
export interface AskedPin {
  output?: Json | undefined;
  disabled?: true | undefined;
  outlet?: string | undefined;
  fallback?: true | undefined;
}

/** The most that all pinned outputs may have together, as JSON in bytes. */
export const MAX_PINNED_BYTES = 256 * 1024;

/** One way out of a node, and what it is called. */
export interface WayOut {
  way: Way;
  title: string;
}

/** The ways out of a node that has names for them; empty for one that simply goes on. */
export function waysOut({ config }: WorkflowNode): WayOut[] {
  const definition = definitionOf(config.type);
  const outlets = (definition?.outlets(config) ?? []).map(
    ({ identifier, title }): WayOut => ({ way: { outlet: identifier }, title: title || identifier }),
  );
  return definition?.fallback ? [...outlets, { way: { fallback: true }, title: "fallback" }] : outlets;
}

export const sameWay = (one: Way, other: Way): boolean =>
  one.outlet === other.outlet && (one.fallback === true) === (other.fallback === true);

/** The size of a value as it counts against `MAX_PINNED_BYTES`. */
export const bytesOf = (value: Json): number => new TextEncoder().encode(JSON.stringify(value)).length;

/** The same for all outputs that are pinned. */
export const pinnedBytes = (pins: Readonly<Record<string, AskedPin>>): number =>
  Object.values(pins).reduce((sum, { output }) => sum + (output === undefined ? 0 : bytesOf(output)), 0);

/** Checks what a test run is asked to pin and to pass through; all problems together, each at `/pins/<node>…`. */
export function readPins(
  document: WorkflowDocument,
  asked: Readonly<Record<string, AskedPin>>,
): Result<Pins, Problem[]> {
  const nodes = new Map(document.nodes.map((node) => [node.identifier, node]));
  // Without a prototype, so that a node called `__proto__` is a node like any other.
  const pins: Record<string, Pin> = Object.create(null);
  const problems: Problem[] = [];
  for (const [name, pin] of Object.entries(asked)) {
    const read = readPin(name, nodes.get(name), pin);
    if (read.ok) pins[name] = read.value;
    else problems.push(read.error);
  }
  const bytes = pinnedBytes(asked);
  if (bytes > MAX_PINNED_BYTES)
    problems.push(
      problem(
        "too-large",
        [],
        `The pinned outputs have ${bytes} bytes together; a test run takes at most ${MAX_PINNED_BYTES}. Shorten or unpin some.`,
      ),
    );
  return problems.length > 0 ? err(problems) : ok(pins);
}

function readPin(name: string, node: WorkflowNode | undefined, asked: AskedPin): Result<Pin, Problem> {
  const refuse = (code: string, message: string, key: string[] = []) =>
    err(problem(code, [name, ...key], message));
  const { output, disabled } = asked;
  if (node === undefined)
    return refuse("unknown-node", `No node is called "${name}", so it can be neither pinned nor disabled.`);
  if (isTrigger(node))
    return refuse(
      "trigger",
      `"${name}" is a trigger: the run begins there, so it can be neither pinned nor disabled. Start the run with other inputs instead.`,
    );
  if (disabled === undefined && output === undefined)
    return refuse("empty", `Say for "${name}" either the output that is pinned or disabled: true.`);
  if (disabled !== undefined && output !== undefined)
    return refuse("both", `"${name}" cannot be pinned and disabled in one run. Send one of the two.`);
  const way = wayFor(node, asked);
  if (typeof way === "string") return refuse("outlet", way, ["outlet"]);
  return ok(output === undefined ? { disabled: true, ...way } : { output, ...way });
}

/** The way that the run takes after the node; a sentence when none can be told. */
function wayFor(node: WorkflowNode, { outlet, fallback }: AskedPin): Way | string {
  const name = node.identifier;
  const ways = waysOut(node);
  const listed = ways
    .map(({ way }) => (way.outlet === undefined ? "fallback" : `"${way.outlet}"`))
    .join(", ");
  const wanted: Way = fallback === true ? { fallback } : outlet === undefined ? {} : { outlet };
  if (fallback === true && outlet !== undefined)
    return `Choose for "${name}" an outlet or the fallback, not both.`;
  if (wanted.outlet === undefined && wanted.fallback === undefined) {
    const [only, ...others] = ways;
    if (only === undefined) return {};
    return others.length === 0
      ? only.way
      : `"${name}" has several ways out. Choose the one that the test run takes: ${listed}.`;
  }
  if (ways.some(({ way }) => sameWay(way, wanted))) return wanted;
  const called = outlet === undefined ? "fallback" : `outlet "${outlet}"`;
  return ways.length === 0
    ? `"${name}" has no outlets, so it has no ${called} either. Leave the choice out.`
    : `"${name}" has no ${called}. Choose one of ${listed}.`;
}

const problem = (code: string, path: string[], message: string): Problem => ({
  code: `pins/${code}`,
  severity: "error",
  at: toPointer(["pins", ...path]),
  message,
});
