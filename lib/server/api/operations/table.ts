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

const isOperation = (value: unknown): value is Operation =>
  typeof value === "object" && value !== null && "method" in value && "response" in value;

/** Every call under `/v1`. The document is made of it, and a test holds the route files to it. */
export const operations: readonly Operation[] = [
  auth,
  workflows,
  runs,
  nodeRuns,
  agent,
  secrets,
  catalog,
  events,
].flatMap((area) => Object.values(area).filter(isOperation));
