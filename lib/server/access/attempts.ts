import "server-only";
import { Lru } from "../../base/lru";

/** How often tokens are asked for. */
export interface Attempts {
  /** Seconds to wait before the next try of this client id; 0 when it may try now, which then counts. */
  wait(client: string): number;
  /** A try that was right is no reason to slow the client down. */
  clear(client: string): void;
}

const minute = 60_000;

/**
 * At most so many tries in a minute for one client id, and so many for all of them together: each costs 16 MB
 * and some of a processor, whoever asks.
 *
 * @param now milliseconds since the epoch
 */
export function createAttempts(
  limits: { each: number; all: number } = { each: 10, all: 300 },
  now: () => number = Date.now,
): Attempts {
  const known = new Lru<string, { since: number; count: number }>(1_000);
  const all = { since: now(), count: 0 };
  const left = (window: { since: number; count: number }, limit: number) => {
    if (now() - window.since >= minute) {
      window.since = now();
      window.count = 0;
    }
    return window.count < limit ? 0 : Math.max(1, Math.ceil((window.since + minute - now()) / 1000));
  };
  return {
    wait: (client) => {
      const own = known.get(client) ?? { since: now(), count: 0 };
      const seconds = Math.max(left(all, limits.all), left(own, limits.each));
      if (seconds > 0) return seconds;
      all.count += 1;
      own.count += 1;
      known.set(client, own);
      return 0;
    },
    clear: (client) => known.set(client, { since: now(), count: 0 }),
  };
}
