import type { Locks } from "./claim";

/** How often a lease is renewed, and when one that was not is over (ms). */
const beat = 1_000;
const over = 3_500;

interface Lease {
  holder: string;
  at: number;
  /** How often the lease has changed hands. */
  turn: number;
}

/**
 * Whether a lease is later than one's own. What one page writes reaches the other a moment later, so a renewal may
 * hide that the lease was taken: who took it last says so again, and both pages come to the same answer.
 */
const isLater = (lease: Lease, own: Lease): boolean =>
  lease.turn > own.turn || (lease.turn === own.turn && lease.holder > own.holder);

/**
 * Locks as a lease in `localStorage`, renewed while the page lives: for addresses where the browser has no locks of
 * its own. Weaker than those: two pages that ask in the same instant both have it until one
 * sees the other, and then their changes are merged.
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
      const own: Lease = { holder: `${now()}-${Math.random()}`, at: 0, turn: 0 };
      const renew = (): void => {
        own.at = now();
        try {
          storage.setItem(name, JSON.stringify(own));
        } catch {
          // Without storage there is nobody to share it with.
        }
      };
      const isFree = (lease = read(name)) => lease === undefined || now() - lease.at > over;
      return new Promise((resolve, reject) => {
        const gone = () => {
          if (read(name)?.holder === own.holder) storage.removeItem(name);
        };
        const hold = () => {
          own.turn = (read(name)?.turn ?? 0) + 1;
          renew();
          const look = () => {
            const lease = read(name);
            if (lease === undefined || lease.holder === own.holder || !isLater(lease, own)) return renew();
            stop();
            reject(new DOMException("Another page took it.", "AbortError"));
          };
          // Another page's change is told at once; the clock is for a page that was not told.
          const told = ({ key }: StorageEvent) => {
            if (key === name && read(name)?.holder !== own.holder) look();
          };
          const timer = setInterval(look, beat);
          const stop = () => {
            clearInterval(timer);
            removeEventListener("pagehide", gone);
            removeEventListener("storage", told);
          };
          addEventListener("pagehide", gone);
          addEventListener("storage", told);
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
