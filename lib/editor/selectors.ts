import { fromPointer, toPointer } from "../base/pointer";
import { fieldOf, type Problem } from "../base/problem";
import type { NodeRunState, RunState } from "../run/state";
import type { Connection, WorkflowDocument, WorkflowNode } from "../workflow/document";
import { isTrigger } from "../workflow/graph";
import { connectionId } from "./flow";
import type { EditorState, Selection } from "./store-types";

/** Remembers the answer per object, so that selectors stay cheap and give the same reference. */
function perObject<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return (key) => {
    const answer = known.get(key);
    if (answer !== undefined) return answer;
    const fresh = compute(key);
    known.set(key, fresh);
    return fresh;
  };
}

interface Place<T> {
  index: number;
  value: T;
}

const nodePlaces = perObject((nodes: readonly WorkflowNode[]) => {
  const places = new Map<string, Place<WorkflowNode>>();
  nodes.forEach((value, index) => {
    if (!places.has(value.identifier)) places.set(value.identifier, { index, value });
  });
  return places;
});

const connectionPlaces = perObject((connections: readonly Connection[]) => {
  const places = new Map<string, Place<Connection>>();
  connections.forEach((value, index) => {
    const id = connectionId(value);
    if (!places.has(id)) places.set(id, { index, value });
  });
  return places;
});

export const nodePlace = (document: WorkflowDocument | undefined | null, id: string) =>
  document ? nodePlaces(document.nodes).get(id) : undefined;

export const nodeOf = (state: EditorState, id: string): WorkflowNode | undefined =>
  nodePlace(state.document, id)?.value;

/** `/nodes/3`, for pointers into a node's fields. */
export function nodePointer(state: EditorState, id: string): string | undefined {
  const place = nodePlace(state.document, id);
  return place && toPointer(["nodes", place.index]);
}

export const connectionPlace = (document: WorkflowDocument | undefined, id: string) =>
  document?.connections ? connectionPlaces(document.connections).get(id) : undefined;

const runsByNode = perObject((nodeRuns: readonly NodeRunState[]) => {
  const latest = new Map<string, NodeRunState>();
  for (const nodeRun of nodeRuns) latest.set(nodeRun.node, nodeRun);
  return latest;
});

/** The newest node run of a node in a run. */
export const nodeRunOf = (run: RunState | null, node: string): NodeRunState | undefined =>
  run ? runsByNode(run.nodeRuns).get(node) : undefined;

const problemsByPlace = perObject((problems: readonly Problem[]) => {
  const places = new Map<string, Problem[]>();
  for (const problem of problems) {
    const [area, index] = fromPointer(problem.at);
    const key = area === undefined ? "" : index === undefined ? `/${area}` : `/${area}/${index}`;
    places.set(key, [...(places.get(key) ?? []), problem]);
  }
  return places;
});

const none: readonly Problem[] = [];

/** Problems of the node at an index of `nodes`. */
export function problemsOfNode(state: EditorState, id: string): readonly Problem[] {
  const place = nodePlace(state.document, id);
  return place ? (problemsByPlace(state.problems).get(`/nodes/${place.index}`) ?? none) : none;
}

/** Problems at exactly this place; with `below`, also inside it. */
export function problemsAt(
  problems: readonly Problem[],
  at: string,
  options: { below?: boolean } = {},
): readonly Problem[] {
  const [area, index] = fromPointer(at);
  // A place inside a node is looked for among that node's problems only; with each keystroke, for each field.
  const near = index === undefined ? problems : (problemsByPlace(problems).get(`/${area}/${index}`) ?? none);
  return near.filter((problem) => {
    const place = fieldOf(problem);
    return place === at || (options.below && place.startsWith(`${at}/`));
  });
}

/** Counts by severity, for badges. */
export const problemCounts = perObject((problems: readonly Problem[]) => ({
  errors: problems.filter((problem) => problem.severity === "error").length,
  warnings: problems.filter((problem) => problem.severity === "warning").length,
}));

/** What a pointer into the document is about: a node, a connection, or neither. */
export function selectionAt(document: WorkflowDocument, at: string): Selection | null {
  const [area, index] = fromPointer(at);
  if (typeof index !== "number") return null;
  if (area === "nodes") {
    const node = document.nodes[index];
    return node ? { kind: "node", id: node.identifier } : null;
  }
  const connection = area === "connections" ? document.connections?.[index] : undefined;
  return connection ? { kind: "connection", id: connectionId(connection) } : null;
}

/** The triggers of a document, in its order. */
export const triggersOf = (document: WorkflowDocument | undefined): WorkflowNode[] =>
  document ? triggers(document.nodes) : [];

const triggers = perObject((nodes: readonly WorkflowNode[]) => nodes.filter(isTrigger));

/** Whether the draft differs from what was published last. */
export const isDraft = (state: EditorState): boolean => state.text !== state.versionText;

/** Whether test runs are answered by the Playground. */
export const inPlayground = ({
  environment,
  environments,
}: Pick<EditorState, "environment" | "environments">): boolean =>
  environments.some((row) => row.name === environment && row.playground);
