import "server-only";
import { join } from "node:path";
import { err, ok, type Result } from "../base/result";
import { runners } from "../nodes/runners";
import type { RunEnvironment } from "../run/events";
import type { World } from "../run/world";
import { openBodies } from "./bodies";
import { openDatabase } from "./db/client";
import { createDbStore } from "./engine/db-store";
import { createLocalEngine } from "./engine/local";

import type { Settings } from "./env";
import { openEnvironments } from "./environments";
import { createHttpClient } from "./http/client";
import { freshId } from "./ids";
import { lockFolder } from "./lock";
import { createLog, type Log } from "./log";
import { startPlayground } from "./playground/server";
import { createRedactor } from "./redact";
import type { Services } from "./running";
import { openSecrets, readKey } from "./secrets";

/** How long a stop waits for requests in flight, in milliseconds. */
const grace = 5000;

/**
 * Opens everything in order, and takes up the runs that were left. What was opened before a failure is closed
 * again.
 *
 * @returns the services, or one sentence that says what is wrong and what to do
 */
export async function startServices(
  settings: Settings,
  log: Log = createLog(settings.logLevel),
): Promise<Result<Services, string>> {
  const opened: (() => Promise<void> | void)[] = [];
  const closeAll = async () => {
    for (const close of opened.splice(0).reverse()) await close();
  };
  const fail = async (sentence: string) => {
    await closeAll();
    return err(sentence);
  };

  const lock = lockFolder(settings.data);
  if (!lock.ok) return lock;
  opened.push(() => lock.value.release());

  const db = await openDatabase(join(settings.data, "slipway.db"));
  opened.push(() => db.destroy());

  const key = await readKey(settings.data, settings.key);
  if (!key.ok) return fail(key.error);
  const secrets = await openSecrets(db, key.value);
  if (!secrets.ok) return fail(secrets.error);

  const playground = await startPlayground(settings.playgroundPort, (nodeRun, output) => {
    engine
      .signal(nodeRun, { status: "COMPLETED", result: "SUCCESS", output })
      .catch((error: unknown) =>
        log.error({ nodeRun, err: error }, "a Playground task could not be reported"),
      );
  });
  if (!playground.ok) return fail(playground.error);
  opened.push(() => playground.value.stop());

  const environments = openEnvironments(db, playground.value);
  const bodies = openBodies(join(settings.data, "bodies"));
  const http = createHttpClient({
    timeoutMs: settings.http.timeoutMs,
    maxResponse: settings.http.maxResponse,
    egressAllow: settings.egressAllow,
    port: settings.portApi,
    now: Date.now,
  });
  opened.push(() => http.close());

  // A run that resumes after a restart finds the Playground on the port it has now.
  const current = (environment: RunEnvironment | undefined): { environment?: RunEnvironment } =>
    environment === undefined
      ? {}
      : {
          environment: environment.playground
            ? { ...environment, hosts: playground.value.hosts }
            : environment,
        };
  const world: World = {
    runners,
    http: ({ environment, ...options }) => http.forRun({ ...options, ...current(environment) }),
    secrets: secrets.value.reveal,
    redactor: createRedactor,
    keepBody: bodies.put,
    now: Date.now,
    id: freshId,
    soon: setImmediate,
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    fault: (run, error) => log.error({ run, err: error }, "a run stopped on an internal failure"),
  };
  const engine = createLocalEngine(createDbStore(db), world);
  opened.push(() => engine.stop(grace));
  const resumed = await engine.resume();
  log.info({ data: settings.data, playground: playground.value.url, resumed }, "started");

  return ok({
    settings,
    log,
    db,
    secrets: secrets.value,
    environments,
    playground: playground.value,
    bodies,
    engine,
    stop: closeAll,
  });
}
