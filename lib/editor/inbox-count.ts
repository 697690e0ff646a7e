import { api } from "./api";

/** Milliseconds between looks at the server, while the page is seen. */
const INTERVAL = 5_000;

let count: number | undefined;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

async function look(): Promise<void> {
  if (document.hidden) return;
  const answer = await api.inboxCount();
  if (!answer.ok || answer.value === count) return;
  count = answer.value;
  for (const listener of listeners) listener();
}

const lookSoon = () => void look();

/** How many node runs wait for people: one count for all that show it on a page, kept current. */
export const inboxCount = {
  /** Undefined before the first answer. */
  read: (): number | undefined => count,
  /** Asks now, after an answer was given say. */
  refresh: lookSoon,
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    if (timer === undefined) {
      lookSoon();
      timer = setInterval(lookSoon, INTERVAL);
      document.addEventListener("visibilitychange", lookSoon);
    }
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0) return;
      clearInterval(timer);
      timer = undefined;
      document.removeEventListener("visibilitychange", lookSoon);
    };
  },
};
