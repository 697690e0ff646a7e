import type { Problem } from "../base/problem";
import type { ShapeFacts } from "../workflow/shapes/node-shapes";
import { checkState } from "./read";
import { inPlayground } from "./selectors";
import { shapeFacts } from "./shape-facts";
import type { EditorState } from "./store-types";

/** What the page asks of the worker: everything wrong with a text. */
export interface CheckQuestion {
  id: number;
  text: string;
  /** The names of all secrets, when they are known. */
  secrets: readonly string[] | undefined;
  playground: boolean;
  shapes: ShapeFacts;
}

export interface CheckAnswer {
  id: number;
  problems: Problem[];
}

export interface Checker {
  /** Calls back with all problems of the text, at once for a small document; only for the newest question. */
  check(state: EditorState, onFound: (problems: readonly Problem[]) => void): void;
  stop(): void;
}

/** Up to this many nodes a check takes a few milliseconds, less than asking a worker is worth. */
const small = 120;

/** Checks documents where they do not hold up typing. `makeWorker` gives nothing where there are no workers. */
export function createChecker(makeWorker: () => Worker | undefined = startWorker): Checker {
  let worker: Worker | undefined;
  let newest = 0;
  let broken = false;
  return {
    check(state, onFound) {
      newest++;
      const id = newest;
      const isSmall = (state.document?.nodes.length ?? 0) <= small;
      if (!isSmall && !broken && !state.textBroken) worker ??= makeWorker();
      if (isSmall || broken || state.textBroken || worker === undefined) return onFound(checkState(state));
      worker.onmessage = ({ data }: MessageEvent<CheckAnswer>) => {
        if (data.id === newest) onFound(data.problems);
      };
      worker.onerror = () => {
        broken = true;
        if (id === newest) onFound(checkState(state));
      };
      const { text, secrets } = state;
      worker.postMessage({
        id,
        text,
        secrets,
        playground: inPlayground(state),
        shapes: shapeFacts(state),
      } satisfies CheckQuestion);
    },
    stop() {
      newest++;
      worker?.terminate();
    },
  };
}

const startWorker = (): Worker | undefined =>
  typeof Worker === "undefined"
    ? undefined
    : new Worker(new URL("./check-worker.ts", import.meta.url), { type: "module" });
