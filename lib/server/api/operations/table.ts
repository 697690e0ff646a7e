import "server-only";
import * as agent from "./agent";
import * as auth from "./auth";
import * as catalog from "./catalog";
import * as events from "./events";
import * as nodeRuns from "./node-runs";
import type { Operation } from "./operation";
import * as runs from "./runs";
import * as secrets from "./secrets";
import * as workflows from "./workflows";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const isOperation = (value: unknown): value is Operation =>
  typeof value === "object" && value !== null && "method" in value && "response" in value;

/** Every call under `/v1`, by subject and path. The document is made of it, and a test holds the route files to it. */
export const operations: readonly Operation[] = [
  auth,
  workflows,
  runs,
  nodeRuns,
  agent,
  secrets,
  catalog,
  events,
].flatMap((area) =>
  Object.values(area)
    .filter(isOperation)
    .sort((a, b) => order(a.path, b.path) || methods.indexOf(a.method) - methods.indexOf(b.method)),
);
