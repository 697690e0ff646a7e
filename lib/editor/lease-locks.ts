import type { Locks } from "./claim";

/** How often a lease is renewed, and when one that was not is over (ms). */
const beat = 1_000;
const over = 3_500;

interface Lease {
  holder: string;
  at: number;
}

/**
 * Locks as a lease in `localStorage`, renewed while the page lives: for addresses where the browser has no locks of
 * its own. Weaker than those: two pages that ask in the same instant may both get it, and then their changes are merged.
 */
export function leaseLocks(storage: Storage = localStorage, now: () => number = Date.now): Locks {
  const read = (key: string): Lease | undefined => {
    try {
      return JSON.parse(storage.getItem(key) ?? "null") ?? undefined;
    } catch {
      return undefined;
    }
  };
  return {
    request(name, { signal, steal }, callback) {
      const holder = `${now()}-${Math.random()}`;
      const renew = (): void => {
        try {
          storage.setItem(name, JSON.stringify({ holder, at: now() } satisfies Lease));
        } catch {
          // Without storage there is nobody to share it with.
        }
      };
      const isFree = (lease = read(name)) => lease === undefined || now() - lease.at > over;
      return new Promise((resolve, reject) => {
        const gone = () => {
          if (read(name)?.holder === holder) storage.removeItem(name);
        };
        const hold = () => {
          renew();
          const timer = setInterval(() => {
            const lease = read(name);
            if (lease === undefined || lease.holder === holder) return renew();
            stop();
            reject(new DOMException("Another page took it.", "AbortError"));
          }, beat);
          const stop = () => {
            clearInterval(timer);
            removeEventListener("pagehide", gone);
          };
          addEventListener("pagehide", gone);
          void callback().then(() => {
            stop();
            gone();
            resolve(undefined);
          });
        };
        if (steal || isFree()) return hold();
        const timer = setInterval(() => {
          if (!isFree()) return;
          clearInterval(timer);
          hold();
        }, beat / 4);
        signal?.addEventListener("abort", () => {
          clearInterval(timer);
          reject(new DOMException("Called off.", "AbortError"));
        });
      });
    },
  };
}
