import type { JsonObject } from "../base/json";
import type { Direction } from "../workflow/layout";
import { type PinChoices, readChoices } from "./pins";
import type { Scratch } from "./scratch-history";
import type { UiState } from "./store-types";
import { type WorkflowSort, workflowSorts } from "./workflow-order";

/** What this browser remembers between visits. A browser that refuses storage remembers nothing. */
type Panels = Pick<UiState, "left" | "right" | "drawer">;

function read<T>(key: string): T | undefined {
  try {
    const stored = localStorage.getItem(key);
    return stored === null ? undefined : (JSON.parse(stored) as T);
  } catch {
    return undefined;
  }
}

function write(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Storage is full or switched off; the page works without it.
  }
}

/** The texts of a stored list; what is none is left out. */
const list = (stored: unknown): string[] =>
  Array.isArray(stored) ? stored.filter((entry) => typeof entry === "string") : [];

export const remember = {
  panels: () => read<Partial<Panels>>("slipway:panels"),
  keepPanels: ({ left, right, drawer }: Panels) =>
    write("slipway:panels", { left, right, drawer: { ...drawer, nodeRun: null } }),
  direction: (workflow: string) => read<Direction>(`slipway:direction:${workflow}`),
  keepDirection: (workflow: string, direction: Direction) =>
    write(`slipway:direction:${workflow}`, direction),
  collapsed: (workflow: string) => read<string[]>(`slipway:collapsed:${workflow}`),
  keepCollapsed: (workflow: string, groups: readonly string[]) =>
    write(`slipway:collapsed:${workflow}`, groups),
  /** What test runs leave out. */
  pins: (workflow: string) => readChoices(read(`slipway:pins:${workflow}`)),
  keepPins: (workflow: string, pins: PinChoices) => write(`slipway:pins:${workflow}`, pins),
  inputs: (workflow: string) => read<Record<string, JsonObject>>(`slipway:inputs:${workflow}`),
  keepInputs: (workflow: string, inputs: Record<string, JsonObject>) =>
    write(`slipway:inputs:${workflow}`, inputs),
  /** Identifiers of the lines chosen in the command palette, the newest first. */
  commands: () => list(read("slipway:commands")),
  keepCommand: (id: string) =>
    write("slipway:commands", [id, ...remember.commands().filter((other) => other !== id)].slice(0, 20)),
  /** How the outline lists the nodes. */
  outline: () => (read<string>("slipway:outline") === "groups" ? "groups" : "flow"),
  keepOutline: (order: "flow" | "groups") => write("slipway:outline", order),
  /** In which order the start page lists the workflows, and the ids of those on top. */
  workflowSort: () => workflowSorts.find((sort) => sort === read("slipway:workflow-sort")) ?? "edited",
  keepWorkflowSort: (sort: WorkflowSort) => write("slipway:workflow-sort", sort),
  pinnedWorkflows: () => list(read("slipway:pinned-workflows")),
  keepPinnedWorkflows: (ids: readonly string[]) => write("slipway:pinned-workflows", ids),
  /** Whether the tour was taken or refused: it is offered once. */
  tourSeen: () => read<boolean>("slipway:tour") === true,
  keepTourSeen: () => write("slipway:tour", true),
  /** Expressions of the scratchpad, the newest first. */
  scratches: (workflow: string) => read<Scratch[]>(`slipway:scratches:${workflow}`),
  keepScratches: (workflow: string, scratches: readonly Scratch[]) =>
    write(`slipway:scratches:${workflow}`, scratches),
};
