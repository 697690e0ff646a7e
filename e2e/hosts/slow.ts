import { Host } from "./host";

/** A host whose answers wait until the test lets them go. */
export interface SlowHost {
  host: Host;
  /** Answers the oldest request that still waits. */
  release(): void;
  /** From now on answers at once, those that wait included. */
  releaseAll(): void;
}

/** Starts a host that answers `{ "id": number of the request, "path" }` when told to. */
export async function startSlow(): Promise<SlowHost> {
  const waiting: (() => void)[] = [];
  let open = false;
  const host = await Host.start(async ({ path }) => {
    const id = host.got.length;
    if (!open) await new Promise<void>((resolve) => waiting.push(resolve));
    return { status: 200, json: { id, path } };
  });
  return {
    host,
    release: () => waiting.shift()?.(),
    releaseAll: () => {
      open = true;
      for (const resolve of waiting.splice(0)) resolve();
    },
  };
}
