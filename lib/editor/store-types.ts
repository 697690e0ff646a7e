import type { JsonObject } from "../base/json";
import type { Fix, Problem } from "../base/problem";
import type { AskedPin } from "../run/pins";
import type { RetryPolicy } from "../run/retry";
import type { RunState } from "../run/state";
import type { Board } from "../workflow/board";
import type { WorkflowDocument } from "../workflow/document";
import type { Direction } from "../workflow/layout";
import type { Blueprints } from "../workflow/shapes/from-catalog";
import type { ApiError, EnvironmentRow, Layout, Position, RunRow, WorkflowDetail } from "./api-types";
import type { History } from "./history";
import type { PinChoices } from "./pins";
import type { SavedDraft } from "./saved-draft";

/** What is chosen in the canvas, the outline, the text and the inspector alike. A connection's id is `connectionId()` of flow.ts. */
export type Selection = { kind: "node"; id: string } | { kind: "connection"; id: string };

/** Where the draft stands between this page and the server. */
export type SaveState =
  | { kind: "saved"; at: number | null }
  | { kind: "pending" }
  | { kind: "saving" }
  /** The last attempt failed; it is tried again by itself. */
  | { kind: "retrying"; message: string; offline: boolean }
  /** The same place was changed elsewhere; nothing is overwritten until the person decides. */
  | { kind: "conflict" };

/** What was brought back that a closed or killed page had not saved. */
export interface Recovered {
  /** How many changes, and when the newest was made (ms). */
  changes: number;
  at: number;
  /** What the server had, for those who do not want them. */
  before: SavedDraft;
}

export type InspectorTab = "form" | "json" | "last-run";
export type LeftTab = "palette" | "outline" | "data";
export type DrawerTab = "timeline" | "problems" | "json" | "history" | "scratchpad";

/** What lies over the page because somebody asked for it; each is shown by the part that it belongs to. */
export type Asked =
  | { what: "palette" | "find" | "tour" }
  /** A text to put in the place of the draft; empty to be written. */
  | { what: "import"; text?: string }
  /** The form of a trigger, whatever it was started with last. */
  | { what: "inputs"; trigger: string }
  | { what: "shortcuts"; search?: string };

export interface UiState {
  left: { open: boolean; width: number; tab: LeftTab };
  right: { open: boolean; width: number; tab: InspectorTab };
  /** The bottom drawer; `nodeRun` is the chosen row of the timeline. */
  drawer: { open: boolean; height: number; tab: DrawerTab; nodeRun: string | null };
  /** Which panel lies over a narrow window. */
  sheet: "left" | "right" | null;
  /** True while the trigger's form is on screen. */
  startOpen: boolean;
  /** True on a phone, and while another tab edits the workflow: nothing may be edited. */
  readOnly: boolean;
  onPhone: boolean;
  /**
   * A place to bring into view, set by the problem list and others: the canvas centres it, the inspector
   * focuses its field, the text puts its cursor there. `nonce` grows, so the same place can be asked for twice.
   * `quiet`: its field is shown and marked, and the cursor stays where it is.
   */
  reveal: { at: string; nonce: number; quiet?: true } | null;
  asked: Asked | null;
  /** What undo or redo changed last: the canvas shows these nodes, and the words are read out. */
  changed: { nodes: readonly string[]; words: string; nonce: number } | null;
}

export interface EditorState {
  id: string;
  /** Of the last good document. */
  identifier: string;
  title: string;

  /** The draft, and the source of truth. */
  text: string;
  /** What the text says; while the text does not parse, what it said last. */
  document: WorkflowDocument | undefined;
  /** The text as it was when `document` was read; equals `text` unless `textBroken`. */
  documentText: string;
  textBroken: boolean;
  /** Everything found so far; brought up to date when typing pauses. */
  problems: readonly Problem[];
  /** Those of them that are about the text: syntax, shape, keys written twice. */
  textProblems: readonly Problem[];
  /** The names of all secrets; undefined until they are known. */
  secrets: readonly string[] | undefined;
  /** The catalog's blueprints, as far as they say what entities hold; undefined until they are known. */
  blueprints: Blueprints | undefined;
  /** A position for every node of `document`. */
  layout: Layout;
  /** Groups and notes on the canvas. */
  board: Board;
  /** The groups that this person has collapsed, by id; remembered by the browser. */
  collapsed: readonly string[];
  /** What this person's test runs leave out, by node; remembered by the browser. */
  pins: PinChoices;
  /** Which way the cards of `layout` lead. */
  direction: Direction;
  /** The layout that was last made for a whole text; the same object as `layout` until somebody moves or adds a card. */
  arranged: Layout | null;
  history: History;
  selection: Selection | null;

  version: number | null;
  versionText: string | null;
  /** What the server has as far as this page knows, as this revision. */
  base: SavedDraft;
  revision: number;
  saveState: SaveState;
  /** The server's copy while it and this page changed the same place. */
  conflict: WorkflowDetail | null;
  /** Which page edits: one for each workflow in a browser. `leaving`: this one, until its changes are saved. */
  writer: "here" | "leaving" | "elsewhere";
  recovered: Recovered | null;
  /** Why this browser keeps no copy of what is not saved; null while it does. */
  unkept: string | null;
  /** What happened without being asked for, to be said once. */
  news: { title: string; nonce: number } | null;
  publishing: boolean;

  /** How runs try failures again that may pass; null for not at all. Beside the document. */
  retry: RetryPolicy | null;

  environment: string | null;
  environments: readonly EnvironmentRow[];

  /** The run on screen; live while it goes on. */
  run: RunState | null;
  /** The document as that run saw it. */
  runDocument: WorkflowDocument | null;
  /** `starting`: asked for, no answer yet. */
  runLink: "none" | "starting" | "loading" | "live" | "reconnecting" | "ended";
  /** The newest run of this workflow that this page knows whole: what previews read. */
  lastRun: RunState | null;
  runs: readonly RunRow[];
  /** Inputs of the newest start by this person, by trigger node; remembered by the browser. */
  lastInputs: Record<string, JsonObject>;

  ui: UiState;
}

/** A change of the text. Returns the same text when there is nothing to do; an error says why it was refused. */
export type Command = (text: string) => string | { refused: string };

export interface EditOptions {
  /** Edits with the same `merge` that follow each other closely make one undo step, for example `deploy/url`. */
  merge?: string;
  /** Positions that change in the same step. */
  layout?: Layout;
  /** Groups and notes that change in the same step. */
  board?: Board;
  /** What is chosen afterwards. */
  select?: Selection | null;
  /** What the undo step is called; told from what changed when absent. */
  label?: string;
}

export type Refusal = { refused: string };

export interface EditorActions {
  /** The one writer of the document. Returns the refusal, if any; the caller shows it. */
  edit(command: Command, options?: EditOptions): Refusal | undefined;
  /** The whole text from an editor of text; grouped into undo steps by typing pauses. */
  setText(text: string, options?: { merge?: string; label?: string }): void;
  undo(): void;
  redo(): void;
  /** So many undo steps forward, back when negative. */
  travel(by: number): void;
  applyFix(fix: Fix): void;
  renameNode(from: string, to: string): Refusal | undefined;

  select(selection: Selection | null): void;
  /** Selects the node that a pointer is about, opens the inspector and brings the place into view. */
  reveal(at: string, options?: { quiet?: boolean }): void;
  /** Opens what somebody asks for by a key, a command or a button; null closes it. */
  ask(asked: Asked | null): void;
  /** Records moved nodes as one undo step; `merge` as in `edit`. */
  moveNodes(positions: Record<string, Position>, options?: { label?: string; merge?: string }): void;
  /**
   * Records changed groups and notes as an undo step; what is more than the limits allow is refused.
   *
   * @param options `within`: it belongs to the step before; `merge`: as in `edit`
   */
  changeBoard(
    change: (board: Board) => Board,
    options?: { label?: string; merge?: string; within?: boolean },
  ): Refusal | undefined;
  /**
   * Lays everything out afresh; with a direction, that way from now on. `only`: just these nodes, whose corner stays
   * where it is.
   */
  tidy(direction?: Direction, only?: readonly string[]): void;

  /**
   * Starts the draft; resolves with the run's identifier, or with the errors to show at the form.
   *
   * @param as email of the person it is started for
   */
  startRun(inputs: JsonObject, trigger: string, as?: string): Promise<{ run: string } | { error: ApiError }>;
  cancelRun(options?: { force?: boolean }): Promise<void>;
  /** Shows a run, live if it is going on. */
  loadRun(run: string): Promise<void>;
  closeRun(): void;
  refreshRuns(): Promise<void>;
  /** For a page that opens: shows the newest run if it still goes on. */
  resumeRun(): Promise<void>;
  setEnvironment(name: string | null): void;
  refreshEnvironments(): Promise<void>;
  /** Learns the names of the secrets, which are added on another page or in another tab. */
  refreshSecrets(): Promise<void>;
  /** Learns the blueprints of the catalog, which are changed on its pages. */
  refreshBlueprints(): Promise<void>;
  /** Keeps the retry policy; what the server refuses is given back, and the one before stays. */
  setRetry(retry: RetryPolicy | null): Promise<ApiError | undefined>;

  publish(): Promise<{ version: number } | { error: ApiError }>;
  /** Saves now; resolves when saved or failed. */
  save(): Promise<void>;
  /** Takes in what was saved elsewhere since, if anything was. */
  refresh(): Promise<void>;
  /** After a conflict: the draft that is to stand. */
  resolveConflict(draft: SavedDraft): Promise<void>;
  /** Back to what the server had before recovered changes, as a step; or just ends the note. */
  settleRecovered(keep: boolean): void;

  setLeft(change: Partial<UiState["left"]>): void;
  setRight(change: Partial<UiState["right"]>): void;
  setDrawer(change: Partial<UiState["drawer"]>): void;
  /** Collapses a group to one card, or expands it; for this person only. */
  setCollapsed(group: string, collapsed: boolean): void;
  /** Changes what this person's test runs leave out; null for a node that is run again. */
  setPins(change: Readonly<Record<string, AskedPin | null>>): void;
  setSheet(sheet: UiState["sheet"]): void;
  setStartOpen(open: boolean): void;
  setOnPhone(onPhone: boolean): void;
  /** The page goes away: what is not saved yet is sent while the browser still lets us. */
  leave(): void;
  /** Stops timers and streams. */
  dispose(): void;
}

/** What the page's store holds: use `useEditor(selector)` and `useEditorActions()` of `lib/editor/use-editor.tsx`. */
export interface EditorStore extends EditorState {
  actions: EditorActions;
}
