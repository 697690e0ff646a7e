import "server-only";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSettings } from "./env";
import { type Services, setRunning } from "./running";
import { startServices } from "./services";

/** Real services on a folder of their own, for tests; what routes find as the running ones. */
export async function startTestServices(
  env: Record<string, string> = {},
  folder?: string,
): Promise<{ services: Services; folder: string; end(): Promise<void> }> {
  const data = folder ?? (await mkdtemp(join(tmpdir(), "slipway-test-")));
  const settings = readSettings({ SLIPWAY_DATA: data, SLIPWAY_LOG: "silent", ...env });
  if (!settings.ok) throw new Error(settings.error.join(" "));
  const started = await startServices(settings.value);
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
