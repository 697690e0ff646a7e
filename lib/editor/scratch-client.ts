import type { PreviewData } from "./preview-context";
import type { ScratchRequest, ScratchResult } from "./scratch";
import type { ScratchAnswer, ScratchQuestion } from "./scratch-worker";

/** The part of a `Worker` that is needed. */
export interface ScratchPort {
  postMessage(question: ScratchQuestion): void;
  onmessage: ((event: MessageEvent<ScratchAnswer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

export interface ScratchClient {
  setData(data: PreviewData): void;
  /** Evaluates in place of what is being evaluated; its answer is dropped. */
  evaluate(request: ScratchRequest): void;
  /** Ends what is being evaluated. */
  stop(): void;
  dispose(): void;
}

/** Evaluates in a worker of its own, which can be ended at any time. `onResult` gets null when a worker failed. */
export function createScratchClient(
  open: () => ScratchPort,
  onResult: (result: ScratchResult | null) => void,
): ScratchClient {
  let port: ScratchPort | undefined;
  let data: PreviewData | undefined;
  let inFlight: number | undefined;
  let lastId = 0;

  const end = (): void => {
    port?.terminate();
    port = undefined;
    inFlight = undefined;
  };
  const ready = (): ScratchPort => {
    if (port !== undefined) return port;
    const opened = open();
    opened.onmessage = ({ data: answer }) => {
      if (answer.id !== inFlight) return;
      inFlight = undefined;
      onResult(answer.result);
    };
    opened.onerror = () => {
      end();
      onResult(null);
    };
    if (data !== undefined) opened.postMessage({ kind: "data", data });
    port = opened;
    return opened;
  };

  return {
    setData(next) {
      data = next;
      if (inFlight !== undefined) end();
      port?.postMessage({ kind: "data", data: next });
    },
    evaluate(request) {
      if (inFlight !== undefined) end();
      const worker = ready();
      inFlight = ++lastId;
      worker.postMessage({ kind: "evaluate", id: inFlight, request });
    },
    stop: end,
    dispose: end,
  };
}
