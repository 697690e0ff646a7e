import type { PreviewData } from "./preview-context";
import { createScratcher, type ScratchRequest, type ScratchResult } from "./scratch";

/** What the scratchpad sends: data, and then what to evaluate against it. */
export type ScratchQuestion =
  | { kind: "data"; data: PreviewData }
  | { kind: "evaluate"; id: number; request: ScratchRequest };
export interface ScratchAnswer {
  id: number;
  result: ScratchResult;
}

interface WorkerScope {
  onmessage: ((event: { data: ScratchQuestion }) => void) | null;
  postMessage(answer: ScratchAnswer): void;
}
const scope = globalThis as unknown as WorkerScope;

let scratch: ReturnType<typeof createScratcher> | undefined;

scope.onmessage = ({ data: question }) => {
  if (question.kind === "data") scratch = createScratcher(question.data);
  else if (scratch !== undefined) scope.postMessage({ id: question.id, result: scratch(question.request) });
};
