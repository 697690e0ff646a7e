import type { Json, JsonObject } from "../base/json";
import type { NodeFamily } from "../nodes/define";
import type { Responders } from "../nodes/input/prompt";
import type { StatusLabel } from "../nodes/runner";
import type { Board } from "../workflow/board";
import type { RunActor, RunResult, RunStatus } from "./events";
import type { Mock } from "./pins";
import type { RetryPolicy } from "./retry";
import type { RunState } from "./state";

/*
 * What the server answers and the editor reads. The two meet only in HTTP, so the shapes stand here, where both
 * may look.
 */

/** A graph small enough to draw in a row: positions in canvas pixels, edges as indexes into `nodes`. */
export interface Picture {
  nodes: { id: string; x: number; y: number; family: NodeFamily }[];
  edges: [from: string, to: string][];
}

/** A workflow in the list of the start page. */
export interface WorkflowRow {
  id: string;
  identifier: string;
  title: string;
  description: string;
  nodeCount: number;
  updatedAt: string;
  version: number | null;
  /** True when the draft is not what was published last. */
  draft: boolean;
  /** How many errors the draft has. */
  problems: number;
  lastRun: { id: string; status: RunStatus; result: RunResult | null; at: string } | null;
  picture: Picture;
}

export interface Position {
  x: number;
  y: number;
}

/** Positions by node identifier; beside the document, never in it. */
export type Layout = Record<string, Position>;

export interface WorkflowDetail {
  id: string;
  identifier: string;
  title: string;
  text: string;
  layout: Layout;
  /** Groups and notes on the canvas; beside the document, never in an export. */
  board: Board;
  /** The latest published version; null before the first. */
  version: number | null;
  versionText: string | null;
  updatedAt: string;
  /** Grows with each saved draft; sent back with the next save. */
  revision: number;
  /** How failures that may pass are tried again; beside the document, never in an export. */
  retry: RetryPolicy | null;
}

/** A run in a list. */
export interface RunRow {
  id: string;
  status: RunStatus;
  result: RunResult | null;
  trigger: string;
  startedAt: string;
  completedAt: string | null;
  version: number | null;
  environment: string | null;
  /** What an outlet said of the run (reference 4.1). */
  label: StatusLabel | null;
  /** How many nodes it was to leave out, each way; null for a run of everything. */
  mocks: Record<Mock, number> | null;
}

export interface RunDetail {
  run: RunState;
  /** The document as it ran. */
  document: JsonObject;
}

/** A question to people that waits for answers, in the inbox. */
export interface InboxRow {
  nodeRun: string;
  run: string;
  /** The stored workflow it belongs to, when it is one. */
  workflowId: string | null;
  /** Titles. */
  workflow: string;
  node: string;
  /** In a list, its beginning. */
  description: string;
  askedAt: string;
  /** How many answers each outlet needs and has. */
  outlets: { identifier: string; title: string; needed: number; given: number }[];
  responders: Responders;
}

export interface InboxPage {
  items: InboxRow[];
  /** What to ask for the next page with; null at the end. */
  next: string | null;
  /** All that waits, whatever was searched for. */
  total: number;
}

interface PersonRow {
  email: string;
  firstName: string;
  lastName: string;
}

/** A question with its form. */
export interface InboxItem extends InboxRow {
  /** Inputs and `buttons` (reference 4.2), templates resolved. */
  userInputs: JsonObject;
  /** `button` is its label. */
  answers: { button: string; by: PersonRow; enteredBy?: string; at: string }[];
  /** Who may answer, as far as they are known; those who have answered too. */
  people: PersonRow[];
  /** Who looks at it, and may answer as an Admin. */
  me: PersonRow;
}

/** A named map of base URLs. */
export interface EnvironmentRow {
  name: string;
  builtIn: boolean;
  playground: boolean;
  hosts: { from: string; to: string }[];
}

/** A secret as it may be shown. */
export interface SecretRow {
  name: string;
  createdAt: string;
  updatedAt: string;
}

/** A trigger of the published version that starts runs by itself. */
export interface TriggerRow {
  node: string;
  /** Of a schedule: the next tick, when there is one. */
  nextAt: string | null;
  /** The tick, or the event, that started the last run. */
  lastAt: string | null;
  /** Why a tick or an event started none, though it might have; null once one has started a run again. */
  problem: string | null;
  problemAt: string | null;
  /** Of `TIMER_EXPIRED`: how many entities' timers it waits for. */
  timers: number;
}

/** A published self-service trigger, as those who may start it see it (reference 7.3). */
export interface SelfServiceRow {
  workflow: {
    identifier: string;
    title: string | null;
    description: string | null;
    category: string | null;
    version: number;
  };
  nodeIdentifier: string;
  title: string | null;
  description: string | null;
  userInputs: JsonObject;
  contexts: Json[];
  variant: string;
  actionCardButtonText: string | null;
  executeActionButtonText: string | null;
}

/** An entity that a form may pick. */
export interface EntityPick {
  identifier: string;
  title: string;
}

/** A person of the catalog, for whom an Admin may start runs. */
export interface UserRow {
  email: string;
  title: string;
  role: "Admin" | "Member";
}

/** A program that may ask for tokens, as it may be shown. */
export interface ClientRow {
  id: string;
  name: string;
  role: "Admin" | "Member";
  createdAt: string;
  createdBy: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

/** A workflow that comes with Slipway. */
export interface ExampleRow {
  /** The file's name without `.json`. */
  name: string;
  title: string;
  description: string;
  text: string;
  /** What its form starts with. */
  inputs: JsonObject;
  /** Names of the secrets it reads. */
  secrets: string[];
  picture: Picture;
}

export interface ServerInfo {
  version: string;
  settings: {
    portAuth: boolean;
    asyncWebhooks: "continue" | "wait";
    apiAuth: "optional" | "required";
    egressAllow: string[];
  };
  playground: { url: string };
  /** Who fills in forms here. */
  user: RunActor;
}
