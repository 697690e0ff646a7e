import { leaseLocks } from "./lease-locks";

/** Who may edit: told to the page. */
export interface ClaimHandlers {
  /** This page edits from now on. */
  onHold(): void;
  /** Another page edits from now on. */
  onLose(): void;
}

export interface Claim {
  /** Whether this page edits, as soon as that is known. */
  first: Promise<boolean>;
  /** Takes the workflow from the page that has it, whatever that page does. */
  take(): Promise<void>;
  /** Gives it back, for good. */
  stop(): void;
}

/** A page that is just going away lets go within so long (ms). */
const grace = 300;

/** As much of the browser's lock manager as is needed here. */
export interface Locks {
  request(
    name: string,
    options: { signal?: AbortSignal; steal?: boolean },
    callback: () => Promise<void>,
  ): Promise<unknown>;
}

/** The browser's own locks; on an address without https there are none, and a lease in its storage does. */
const browserLocks = (): Locks => (typeof navigator !== "undefined" && navigator.locks) || leaseLocks();

/**
 * Lets one page of this browser edit a workflow. A page that is not the one waits until the other closes, or takes it.
 * A page that dies lets go by itself.
 */
export function claimWorkflow(
  workflow: string,
  { onHold, onLose }: ClaimHandlers,
  locks: Locks = browserLocks(),
): Claim {
  const name = `slipway:edit:${workflow}`;
  let release = () => {};
  let waiting = new AbortController();
  let isHeld = false;
  let isStopped = false;

  /** Resolves with true once held, with false when it came to nothing. */
  const request = (options: { signal?: AbortSignal; steal?: boolean }): Promise<boolean> =>
    new Promise((answer) => {
      const hold = async () => {
        if (isStopped) return;
        isHeld = true;
        answer(true);
        await new Promise<void>((done) => {
          release = done;
        });
        isHeld = false;
      };
      locks.request(name, options, hold).then(
        () => answer(false),
        () => {
          answer(false);
          // Only who holds it can have it taken; what was waiting was called off by us.
          if (!isHeld || options.signal?.aborted) return;
          isHeld = false;
          if (isStopped) return;
          onLose();
          wait();
        },
      );
    });

  function wait(): void {
    waiting = new AbortController();
    void request({ signal: waiting.signal }).then((held) => held && onHold());
  }

  const first = new Promise<boolean>((known) => {
    let isKnown = false;
    const timer = setTimeout(() => {
      isKnown = true;
      known(false);
    }, grace);
    void request({ signal: waiting.signal }).then((held) => {
      clearTimeout(timer);
      if (!isKnown) known(held);
      else if (held) onHold();
    });
  });

  return {
    first,
    async take() {
      waiting.abort();
      if (await request({ steal: true })) onHold();
    },
    stop() {
      isStopped = true;
      waiting.abort();
      release();
    },
  };
}
