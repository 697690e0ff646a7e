import "server-only";
import { join } from "node:path";
import { err, ok, type Result } from "../base/result";
import { respondersOf } from "../nodes/input/prompt";
import { createAttempts } from "./access/attempts";
import { openClients } from "./access/clients";
import { createTokens } from "./access/tokens";
import { openBodies } from "./bodies";
import { answerAsPort } from "./catalog/answer";
import { openCatalog } from "./catalog/catalog";
import { type Clock, systemClock } from "./clock";
import { openDatabase } from "./db/client";
import { createLocalEngine } from "./engine/local";
import { createRunStore } from "./engine/store";
import type { Settings } from "./env";
import { openEnvironments } from "./environments";
import { everyResponder } from "./inbox/responders";
import { lockFolder } from "./lock";
import { createLog, type Log } from "./log";
import { createMessengers } from "./notices/messengers";
import { startPlayground } from "./playground/server";
import { startRetention } from "./retention";
import type { Services } from "./running";
import { openSecrets, readKey } from "./secrets";
import { startTelemetry } from "./telemetry/telemetry";
import { feedOf } from "./triggers/feed";
import { createTriggers } from "./triggers/triggers";
import { createWorld } from "./world";

/** How long a stop waits for requests in flight, in milliseconds. */
const grace = 5000;

/**
 * Opens everything in order, and takes up the runs that were left. What was opened before a failure is closed
 * again.
 *
 * @param clock the time that schedules and timers go by
 * @returns the services, or one sentence that says what is wrong and what to do
 */
export async function startServices(
  settings: Settings,
  log: Log = createLog(settings.logLevel),
  clock: Clock = systemClock,
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

  const playground = await startPlayground(
    settings.playgroundPort,
    (nodeRun, output) => {
      engine
        .signal(nodeRun, { status: "COMPLETED", result: "SUCCESS", output })
        .catch((error: unknown) =>
          log.error({ nodeRun, err: error }, "a Playground task could not be reported"),
        );
    },
    [settings.portApi.baseUrl, ...settings.portApi.origins],
  );
  if (!playground.ok) return fail(playground.error);
  opened.push(() => playground.value.stop());

  const environments = openEnvironments(db, playground.value);
  const catalog = await openCatalog(db, {
    now: clock.now,
    fault: (error) => log.error({ err: error }, "a listener of the catalog failed"),
  });
  const bodies = openBodies(join(settings.data, "bodies"));
  const telemetry = startTelemetry(settings.exporters, log, () => engine.health());
  opened.push(() => telemetry.stop());
  const world = createWorld({
    settings,
    secrets: secrets.value.reveal,
    unseal: secrets.value.unseal,
    keepBody: bodies.put,
    catalog: (request) => answerAsPort(catalog, request),
    messengers: createMessengers(settings, async (responders) =>
      (await everyResponder({ catalog }, respondersOf(responders))).map(({ email }) => email),
    ),
    // A run that resumes after a restart finds the Playground on the port it has now.
    environment: (saved) => (saved.playground ? { ...saved, hosts: playground.value.hosts } : saved),
    observe: (run, event) => {
      try {
        telemetry.observe(run, event);
      } catch (error) {
        log.error({ run: run.run, err: error }, "an event could not be told");
      }
    },
    fault: (run, error) => log.error({ run, err: error }, "a run stopped on an internal failure"),
  });
  opened.push(() => world.close());
  const engine = createLocalEngine(createRunStore(db, bodies), world);
  opened.push(() => engine.stop(grace));
  // Runs are taken up beside everything else; one that is asked for before its turn is taken up at once.
  void engine.resume().then(
    (runs) => runs > 0 && log.info({ runs }, "unfinished runs taken up"),
    (error: unknown) => log.error({ err: error }, "unfinished runs could not be taken up"),
  );
  const triggers = createTriggers({ db, engine, settings, log }, feedOf(catalog), clock);
  opened.push(() => triggers.stop());
  opened.push(catalog.onChange(() => void triggers.changed()));
  triggers
    .begin()
    .catch((error: unknown) => log.error({ err: error }, "schedules and events could not be taken up"));

  const retention = startRetention(db, bodies, settings.retention, log);
  opened.push(() => retention.stop());

  return ok({
    settings,
    log,
    db,
    secrets: secrets.value,
    clients: openClients(db),
    tokens: createTokens(key.value),
    attempts: createAttempts(),
    environments,
    playground: playground.value,
    catalog,
    bodies,
    engine,
    triggers,
    stop: closeAll,
  });
}
