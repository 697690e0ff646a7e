import "server-only";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Clock, systemClock } from "./clock";
import { readSettings } from "./env";
import { type Services, setRunning } from "./running";
import { startServices } from "./services";

/** Real services on a folder of their own, for tests; what routes find as the running ones. */
export async function startTestServices(
  env: Record<string, string> = {},
  folder?: string,
  clock: Clock = systemClock,
): Promise<{ services: Services; folder: string; end(): Promise<void> }> {
  const data = folder ?? (await mkdtemp(join(tmpdir(), "slipway-test-")));
  const settings = readSettings({ SLIPWAY_DATA: data, SLIPWAY_LOG: "silent", ...env });
  if (!settings.ok) throw new Error(settings.error.join(" "));
  const started = await startServices(settings.value, undefined, clock);
  if (!started.ok) throw new Error(started.error);
  setRunning(started.value);
  return {
    services: started.value,
    folder: data,
    end: async () => {
      setRunning(undefined);
      await started.value.stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** A clock that stands still until it is told. */
export function standingClock(iso: string): Clock & { set(iso: string): void } {
  let now = Date.parse(iso);
  const waiting = new Map<() => void, number>();
  return {
    now: () => now,
    later(ms, run) {
      waiting.set(run, now + ms);
      return () => waiting.delete(run);
    },
    set(to) {
      now = Date.parse(to);
      for (const [run, at] of waiting)
        if (at <= now) {
          waiting.delete(run);
          run();
        }
    },
  };
}
