import type { JsonObject } from "../base/json";
import type { Problem } from "../base/problem";
import type { NodeFamily } from "../nodes/define";
import type { RunResult, RunStatus } from "../run/events";
import type { RunState } from "../run/state";

/** Any call that did not succeed; `status` 0 means that no answer came. */
export interface ApiError {
  status: number;
  /** The server's code, for example `invalid_inputs`; `unreachable` when no answer came. */
  error: string;
  message: string;
  details: Problem[];
}

/** A graph small enough to draw in a row: positions in canvas pixels, edges as indexes into `nodes`. */
export interface Picture {
  nodes: { id: string; x: number; y: number; family: NodeFamily }[];
  edges: [from: string, to: string][];
}

export interface WorkflowRow {
  id: string;
  identifier: string;
  title: string;
  description: string;
  nodeCount: number;
  updatedAt: string;
  version: number | null;
  draft: boolean;
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
  /** The latest published version; null before the first. */
  version: number | null;
  versionText: string | null;
  updatedAt: string;
  /** Grows with each saved draft; sent back with the next save. */
  revision: number;
}

export interface RunRow {
  id: string;
  status: RunStatus;
  result: RunResult | null;
  trigger: string;
  startedAt: string;
  completedAt: string | null;
  version: number | null;
  environment: string | null;
}

export interface RunDetail {
  run: RunState;
  /** The document as it ran. */
  document: JsonObject;
}

export interface EnvironmentRow {
  name: string;
  builtIn: boolean;
  playground: boolean;
  hosts: { from: string; to: string }[];
}

export interface SecretRow {
  name: string;
  createdAt: string;
  updatedAt: string;
}

export interface ExampleRow {
  name: string;
  title: string;
  description: string;
  text: string;
  inputs: JsonObject;
  secrets: string[];
  picture: Picture;
}

export interface ServerInfo {
  version: string;
  settings: { portAuth: boolean; asyncWebhooks: "continue" | "wait"; egressAllow: string[] };
  playground: { url: string };
}
