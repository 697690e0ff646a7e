import type { EditorTimes } from "./editor-page";
import type { Frames } from "./frames";
import type { Gesture } from "./gestures";

/** What is measured alike on our page and on the floor. */
export interface PageTimes {
  usable: number[];
  frames: Record<View, Frames>;
}

/** A gesture with all in view, where nothing else is said. */
export type View = Gesture | "drag at 100 %" | "pan at 100 %";

export interface SizeTimes {
  nodes: number;
  ours: PageTimes;
  /** Bare React Flow, drawing all and drawing what can be seen. */
  floor: PageTimes;
  culled: PageTimes;
  editor: EditorTimes;
  check: number[];
}
