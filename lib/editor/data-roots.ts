import { definitionOf } from "../nodes/definitions";
import type { DataRoot } from "./data-rows";
import type { LanguageFacts } from "./language/facts";
import { originText } from "./language/hover";
import { own } from "./preview-context";

/** Everything that an expression of a node can read, the nearest node first; then what every run has. */
export function inputRoots(facts: LanguageFacts, node: string, now: number): DataRoot[] {
  const { data } = facts;
  const type = facts.nodes.get(node)?.type ?? "";
  const context = facts.context(node, type, "config") as Record<string, unknown>;
  const fired = data.workflowRun.trigger.identifier;
  const before = facts.upstream(node).map((name): DataRoot => {
    const alias = name === fired && !facts.nodes.has("trigger") ? "trigger" : name;
    const origin = own(data.origins, name);
    const value = own(data.outputs, name)?.output;
    const known = facts.nodes.get(name);
    return {
      id: `node:${name}`,
      title: known?.title ?? name,
      ...(known && { nodeType: known.type }),
      path: ["outputs", alias],
      value,
      shape: facts.shapeAt(node, "config", ["outputs", name]),
      note: origin === undefined ? (value === undefined ? "no run yet" : "") : originText(origin, now),
      empty: data.large.includes(name)
        ? "The output is too large to be shown here. The run has it."
        : origin === undefined
          ? "What it gives is known after a run."
          : "It gave nothing.",
    };
  });
  const secrets = Object.fromEntries([...data.secrets].sort().map((name) => [name, "secret"]));
  const { workflow, workflowRun, workflowNodeRun } = context;
  return [
    ...formRoots(facts, node, type),
    ...before,
    {
      id: "secrets",
      title: "Secrets",
      path: ["secrets"],
      value: secrets,
      note: "names only",
      empty: "No secrets yet. Add one in the settings.",
      closed: true,
    },
    {
      id: "run",
      title: "Workflow and run",
      path: [],
      value: { workflow, workflowRun, ...(workflowNodeRun !== undefined && { workflowNodeRun }) },
      note: data.hasRun ? "last run" : "samples",
      empty: "",
      closed: true,
    },
  ];
}

/** What the queries of a form, and the conditions of an event trigger, read. */
function formRoots({ data }: LanguageFacts, node: string, type: string): DataRoot[] {
  const definition = definitionOf(type);
  if (type === "EVENT_TRIGGER")
    return [
      {
        id: `event:${node}`,
        title: "Event",
        nodeType: type,
        path: [],
        value: data.event,
        note: "for conditions",
        empty: "",
      },
    ];
  if (definition?.role !== "trigger" || Object.keys(data.form).length === 0) return [];
  return [
    {
      id: `form:${node}`,
      title: "Form",
      nodeType: type,
      path: ["form"],
      value: data.form,
      note: "for queries of the form",
      empty: "",
    },
  ];
}

/** What a node gave in the last run: what later nodes read, and what its variables were made from. */
export function outputRoots(facts: LanguageFacts, node: string, now: number): DataRoot[] {
  const { data } = facts;
  const output = own(data.outputs, node);
  const origin = own(data.origins, node);
  const type = facts.nodes.get(node)?.type ?? "";
  const note = origin === undefined ? "no run yet" : originText(origin, now);
  const fired = data.workflowRun.trigger.identifier === node && !facts.nodes.has("trigger");
  const main: DataRoot = {
    id: `output:${node}`,
    title: output?.replaced ? "Output, as its variables make it" : "Output",
    nodeType: type,
    path: ["outputs", fired ? "trigger" : node],
    ...(output?.replaced ? {} : { ownPath: ["result"] }),
    value: output?.output,
    shape: facts.shapeAt(node, "config", ["outputs", node]),
    note,
    empty: data.large.includes(node)
      ? "The output is too large to be shown here. The run has it."
      : origin === undefined
        ? "What it gives is known after a run."
        : "It gave nothing.",
  };
  const raw = own(data.raw, node);
  if (output?.replaced !== true || raw === undefined) return [main];
  return [
    main,
    {
      id: `raw:${node}`,
      title: "Before its variables",
      nodeType: type,
      path: ["result"],
      ownPath: ["result"],
      value: raw,
      note: "for variables and links",
      empty: "",
    },
  ];
}
