import type { RunEvent } from "../run/events";
import { type RunState, reduceRun } from "../run/state";

export interface RunStreamOptions {
  /** Address of the event stream that continues after the given sequence number. */
  url: (after: number) => string;
  state: RunState;
  /** Called at most once per animation frame, with everything that came since. */
  onState: (state: RunState) => void;
  /** `reconnecting`: the stream broke; events are not lost, they come with the next connection. */
  onLink: (link: "live" | "reconnecting" | "ended") => void;
}

const longestPause = 8000;

/** Follows a run until it is over. Returns what stops it. */
export function followRun(options: RunStreamOptions): () => void {
  let state = options.state;
  let source: EventSource | undefined;
  let frame: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pending: RunEvent[] = [];
  let failures = 0;
  let stopped = false;

  const stop = () => {
    stopped = true;
    source?.close();
    clearTimeout(timer);
    if (frame !== undefined) cancelAnimationFrame(frame);
  };

  const flush = () => {
    frame = undefined;
    const before = state;
    state = pending.reduce(reduceRun, state);
    pending = [];
    if (state !== before) options.onState(state);
    if (state.status === "COMPLETED") {
      stop();
      options.onLink("ended");
    }
  };

  const connect = () => {
    if (stopped) return;
    source = new EventSource(options.url(state.seq));
    source.onopen = () => {
      failures = 0;
      options.onLink("live");
    };
    source.onmessage = (message) => {
      const event = parseEvent(message.data);
      if (!event) return;
      pending.push(event);
      // A hidden page gets no animation frames; it still has to learn that the run is over.
      if (document.hidden) flush();
      else frame ??= requestAnimationFrame(flush);
    };
    source.onerror = () => {
      if (stopped) return;
      flush();
      if (stopped) return;
      options.onLink("reconnecting");
      source?.close();
      failures += 1;
      timer = setTimeout(connect, Math.min(longestPause, 250 * 2 ** failures));
    };
  };

  connect();
  return stop;
}

function parseEvent(data: unknown): RunEvent | undefined {
  if (typeof data !== "string") return undefined;
  try {
    const event: unknown = JSON.parse(data);
    return typeof event === "object" && event !== null && "seq" in event ? (event as RunEvent) : undefined;
  } catch {
    return undefined;
  }
}
