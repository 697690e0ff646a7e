import "server-only";
import type { Engine } from "../run/engine";
import type { Attempts } from "./access/attempts";
import type { Clients } from "./access/clients";
import type { Tokens } from "./access/tokens";
import type { Bodies } from "./bodies";
import type { Catalog } from "./catalog/catalog";
import type { Database } from "./db/client";
import type { Settings } from "./env";
import type { Environments } from "./environments";
import type { Log } from "./log";
import type { Playground } from "./playground/server";
import type { Secrets } from "./secrets";
import type { Triggers } from "./triggers/triggers";

/** Everything that the use cases work with, wired once for the process. */
export interface Services {
  settings: Settings;
  log: Log;
  db: Database;
  secrets: Secrets;
  clients: Clients;
  tokens: Tokens;
  attempts: Attempts;
  environments: Environments;
  playground: Playground;
  catalog: Catalog;
  bodies: Bodies;
  engine: Engine;
  triggers: Triggers;
  /** Finishes steps in flight for a few seconds, then lets go of everything. Unfinished runs resume at the next start. */
  stop(): Promise<void>;
}

const place = Symbol.for("slipway.services");
type Holder = { [place]?: Services | undefined };

/**
 * The services of this process; undefined before the start and after the stop. They live on the global object,
 * because each route is a bundle with its own copy of every module.
 */
export const running = (): Services | undefined => (globalThis as Holder)[place];

/** Makes `services` what every route works with. */
export function setRunning(services: Services | undefined): void {
  (globalThis as Holder)[place] = services;
}
