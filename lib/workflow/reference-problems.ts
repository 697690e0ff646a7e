import { didYouMean, nearest } from "../base/nearest";
import { fromPointer } from "../base/pointer";
import type { Fix, Problem } from "../base/problem";
import type { Reference } from "../jq";
import type { ExpressionPlace } from "./expression-places";
import type { Expression } from "./expressions";
import type { Edge } from "./graph";
import { outputProblem } from "./output-problems";
import { withDefault, withSegment } from "./path-edits";
import { placeName } from "./place-name";
import { shapeProblem } from "./shape-problems";
import type { Surroundings } from "./surroundings";

/** Where an expression stands. */
export interface ReferencePlace {
  /** The whole string at `at`; the expression begins at `start`. */
  text: string;
  at: string;
  start: number;
  context: Surroundings;
  reads: ExpressionPlace["reads"];
  kind: ExpressionPlace["kind"];
}

/** What is wrong with one reference; the place is put to it later. */
export interface Finding {
  code: string;
  message: string;
  /** A warning unless it says otherwise. */
  severity?: Problem["severity"];
  fix?: Fix;
  secret?: string;
}

/** A message with the place before it. */
export const labelled = (at: string, { document }: Pick<Surroundings, "document">, text: string): string =>
  `${placeName(fromPointer(at), document)}: ${text}`;

/** What is wrong with what an expression reads (reference 6.2, 6.4, 6.5), as warnings. */
export function referenceProblems(expression: Expression, place: ReferencePlace): Problem[] {
  return expression.references.flatMap((reference) => {
    const found =
      place.reads === "own"
        ? (outputProblem(reference, place, isGuarded(expression, reference)) ??
          shapeProblem(reference, place, isGuarded(expression, reference)))
        : (rootProblem(reference, place) ??
          secretProblem(reference, place) ??
          nodeProblem(reference, place) ??
          outputProblem(reference, place, isGuarded(expression, reference)) ??
          shapeProblem(reference, place, isGuarded(expression, reference)) ??
          pathProblem(reference, place, expression));
    if (found === undefined) return [];
    return [
      {
        code: found.code,
        severity: found.severity ?? "warning",
        at: place.at,
        message: labelled(place.at, place.context, found.message),
        span: {
          start: place.start + reference.start,
          end: Math.min(place.text.length, place.start + reference.end),
        },
        ...(found.fix && { fix: found.fix }),
        ...(found.secret !== undefined && { secret: found.secret }),
      },
    ];
  });
}

const isGuarded = ({ guarded }: Expression, { start, end }: Reference): boolean =>
  guarded.some((span) => span.start < end && start < span.end);

/** What every template can read (reference 6.2); the later ones are those of older pages. */
const roots = [
  "outputs",
  "secrets",
  "workflow",
  "workflowRun",
  "workflowNodeRun",
  "result",
  "run",
  "inputs",
  "trigger",
];

/** The fix that writes another name for one step of a path; none without a name. */
function instead(
  { text, at, start }: ReferencePlace,
  segment: Reference["segments"][number] | undefined,
  name: string | undefined,
): { fix?: Fix } {
  if (segment === undefined || name === undefined) return {};
  return { fix: { title: `Use ${name}`, edits: [{ at, value: withSegment(text, start, segment, name) }] } };
}

function rootProblem(reference: Reference, place: ReferencePlace): Finding | undefined {
  const [first] = reference.segments;
  if (first === undefined || place.reads !== "run" || roots.includes(reference.root)) return undefined;
  const [near] = nearest(reference.root, roots, 1);
  return near === undefined
    ? undefined
    : {
        code: "template/unknown-root",
        message: `.${reference.root} is always null here. Did you mean .${near}?`,
        ...instead(place, first, near),
      };
}

function secretProblem(reference: Reference, place: ReferencePlace): Finding | undefined {
  const [name] = reference.path;
  const { secrets } = place.context;
  if (reference.root !== "secrets" || typeof name !== "string" || secrets === undefined) return undefined;
  if (secrets.has(name)) return undefined;
  const near = nearest(name, secrets);
  return {
    code: "secret/unknown",
    secret: name,
    message: `there is no secret "${name}".${didYouMean(near) || " Add it in the settings."}`,
    ...instead(place, reference.segments[1], near[0]),
  };
}

/** The node whose output is read by its own identifier. */
function readNode({ root, path: [node] }: Reference): string | undefined {
  return root === "outputs" && typeof node === "string" && node !== "trigger" ? node : undefined;
}

/** What was looked for in a graph: one wrong name is often read in many places. */
const looked = new WeakMap<object, Map<string, string[]>>();

function nearNodes(graph: ReferencePlace["context"]["graph"], name: string): string[] {
  const found = looked.get(graph) ?? new Map<string, string[]>();
  looked.set(graph, found);
  const near = found.get(name) ?? nearest(name, [...graph.nodes.keys(), "trigger"]);
  found.set(name, near);
  return near;
}

/** References to what cannot be there. */
function nodeProblem(reference: Reference, place: ReferencePlace): Finding | undefined {
  const node = readNode(reference);
  if (node === undefined) return undefined;
  const { graph } = place.context;
  if (!graph.nodes.has(node)) {
    const near = nearNodes(graph, node);
    return {
      code: "template/unknown-node",
      message: `no node is called "${node}", so this is always null.${didYouMean(near)}`,
      ...instead(place, reference.segments[1], near[0]),
    };
  }
  const own = place.context.node.identifier;
  if (node === own)
    return {
      code: "template/own-output",
      message:
        place.reads === "result"
          ? "this node's own output is .result here."
          : `"${node}" has no output before it has run.`,
    };
  const paths = place.context.paths();
  if (paths.presence(node, own) !== "none") return undefined;
  return paths.presence(own, node) === "none"
    ? {
        code: "template/not-before",
        message: `"${node}" never runs before "${own}", so this is always null.`,
      }
    : {
        code: "template/downstream",
        message: `"${node}" runs only after "${own}", so this is always null.`,
      };
}

/** References to what is there on some ways only, when the expression does not say what then. */
function pathProblem(
  reference: Reference,
  place: ReferencePlace,
  expression: Expression,
): Finding | undefined {
  const node = readNode(reference);
  const own = place.context.node.identifier;
  if (node === undefined || place.context.paths().presence(node, own) !== "some") return undefined;
  if (isGuarded(expression, reference)) return undefined;
  const { text, at, start } = place;
  const from = start + reference.start;
  const to = start + reference.end;
  const isWhole = expression.text.trim() === text.slice(from, to);
  // An outlet that is null is not taken, which is an answer too.
  if (isWhole && place.kind === "jq") return undefined;
  const way = place.context.paths().wayAround(node, own);
  const mended = withDefault(text, from, to, isWhole);
  return {
    code: "template/may-not-exist",
    message: `"${node}" does not run on every way here${way === undefined ? "" : `, not on ${wayName(way)}`}; there this is null. Give a default with //.`,
    ...(mended !== undefined && { fix: { title: "Add a default", edits: [{ at, value: mended }] } }),
  };
}

/** The steps of a way, by the outlets that it takes. */
function wayName(way: readonly Edge[]): string {
  const names = way.map(({ source, outlet, fallback }) =>
    outlet !== undefined ? `${source} (${outlet})` : fallback ? `${source} (fallback)` : source,
  );
  const last = way.at(-1);
  const all = last === undefined ? names : [...names, last.target];
  return (all.length <= 8 ? all : [...all.slice(0, 3), "…", ...all.slice(-4)]).join(" → ");
}
