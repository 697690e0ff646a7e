import "server-only";
import { readSettings } from "./env";
import { running, setRunning } from "./running";
import { startServices } from "./services";

const place = Symbol.for("slipway.start");
type Holder = { [place]?: Promise<void> };

/**
 * Starts the services for this process, once however often it is called: checks the settings, says in plain
 * sentences what is wrong with them and leaves. SIGTERM and SIGINT stop cleanly; a second one leaves at once.
 */
export function startProcess(): Promise<void> {
  const holder = globalThis as Holder;
  holder[place] ??= running() === undefined ? start() : Promise.resolve();
  return holder[place];
}

async function start(): Promise<void> {
  const settings = readSettings(process.env);
  if (!settings.ok) return leave(settings.error);
  const started = await startServices(settings.value);
  if (!started.ok) return leave([started.error]);
  const services = started.value;
  setRunning(services);

  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    services.log.info({ signal }, "stopping");
    setRunning(undefined);
    services
      .stop()
      .catch((error: unknown) => services.log.error({ err: error }, "the stop failed"))
      .finally(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  const { log, playground } = services;
  log.info({ data: settings.value.data, playground: playground.url }, "started");
}

function leave(sentences: string[]): never {
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
