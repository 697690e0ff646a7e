import type { TextPart } from "./language/expression-strings";
import type { TextRange } from "./language/json-tree";
import type { PreviewRequest, StringPreview } from "./preview";
import type { PreviewData } from "./preview-context";
import type { InlayPreview } from "./preview-inlays";
import type { TreePreview, TreeRequest } from "./tree-preview";
import type { Why } from "./why";

/** What a page asks of the worker. Answers carry the `id` of their question. */
export type PreviewQuestion =
  | { kind: "data"; data: PreviewData }
  | { kind: "inlays"; id: number; text: string; part: TextPart; range: TextRange }
  | { kind: "string"; id: number; request: PreviewRequest }
  | { kind: "tree"; id: number; request: TreeRequest }
  /** Why the expression at an index of the string gives nothing. */
  | { kind: "why"; id: number; request: PreviewRequest; index: number };

export type PreviewAnswer =
  | { kind: "inlays"; id: number; inlays: InlayPreview[]; complete: boolean }
  | { kind: "string"; id: number; preview: StringPreview }
  | { kind: "tree"; id: number; preview: TreePreview }
  | { kind: "why"; id: number; why: Why | null };

/** The part of a `Worker` that is needed. */
export interface PreviewPort {
  postMessage(question: PreviewQuestion): void;
  onmessage: ((event: MessageEvent<PreviewAnswer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  terminate(): void;
}

type Ask =
  | { kind: "inlays"; text: string; part: TextPart; range: TextRange }
  | { kind: "string"; request: PreviewRequest }
  | { kind: "tree"; request: TreeRequest }
  | { kind: "why"; request: PreviewRequest; index: number };

/** One place that shows previews. A newer question replaces one that was not sent yet. */
export interface PreviewChannel {
  ask(question: Ask): void;
  close(): void;
}

export interface PreviewClient {
  /** New data; every channel is asked again. */
  setData(data: PreviewData): void;
  channel(onAnswer: (answer: PreviewAnswer) => void): PreviewChannel;
  dispose(): void;
}

interface Line {
  waiting: Ask | undefined;
  /** The question whose answer is shown or awaited; asked again when the data changes. */
  latest: Ask | undefined;
  inFlight: number | undefined;
  onAnswer(answer: PreviewAnswer): void;
}

/**
 * Talks to the preview worker. Each channel has one question on its way at most, so that a slow expression
 * delays its own preview by one evaluation and nothing piles up behind it.
 */
export function createPreviewClient(port: PreviewPort): PreviewClient {
  const lines = new Set<Line>();
  let lastId = 0;

  const send = (line: Line, ask: Ask): void => {
    line.waiting = undefined;
    line.latest = ask;
    line.inFlight = ++lastId;
    port.postMessage({ ...ask, id: line.inFlight });
  };
  const offer = (line: Line, ask: Ask): void => {
    if (line.inFlight === undefined) send(line, ask);
    else line.waiting = ask;
  };

  port.onmessage = ({ data: answer }) => {
    for (const line of lines) {
      if (line.inFlight !== answer.id) continue;
      line.inFlight = undefined;
      const { waiting, latest } = line;
      // A newer question is waiting: its answer follows at once, and this one would only flicker.
      if (waiting === undefined) line.onAnswer(answer);
      if (waiting !== undefined) send(line, waiting);
      else if (answer.kind === "inlays" && !answer.complete && latest !== undefined) send(line, latest);
    }
  };

  // A bug in one evaluation must not silence the previews of everything that is typed after it.
  port.onerror = () => {
    for (const line of lines) {
      line.inFlight = undefined;
      if (line.waiting !== undefined) send(line, line.waiting);
    }
  };

  return {
    setData(data) {
      port.postMessage({ kind: "data", data });
      for (const line of lines) {
        const again = line.waiting ?? line.latest;
        if (again !== undefined) offer(line, again);
      }
    },
    channel(onAnswer) {
      const line: Line = { waiting: undefined, latest: undefined, inFlight: undefined, onAnswer };
      lines.add(line);
      return {
        ask: (question) => offer(line, question),
        close: () => {
          lines.delete(line);
        },
      };
    },
    dispose() {
      lines.clear();
      port.terminate();
    },
  };
}
