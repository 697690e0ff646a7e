import type { Selection } from "@/lib/editor/store-types";

/** Frames to wait for a card that is about to be drawn, or comes into view. */
const patience = 30;

/** Gives a card, a group or a note the keyboard, once it is drawn. */
export function focusCard(id: string, frames = patience): void {
  focusSoon(`.react-flow__node[data-id="${CSS.escape(id)}"]`, frames);
}

/** Gives a connection the keyboard, once it is drawn. */
function focusConnection(id: string): void {
  focusSoon(`.react-flow__edge[data-id="${CSS.escape(id)}"]`, patience);
}

function focusSoon(selector: string, frames: number): void {
  requestAnimationFrame(() => {
    const found = document.querySelector<HTMLElement | SVGElement>(selector);
    if (found) found.focus({ preventScroll: true });
    else if (frames > 0) focusSoon(selector, frames - 1);
  });
}

/** Gives what is chosen on the canvas the keyboard: where the focus goes when a list over the canvas closes. */
export function focusChosen(selection: Selection | null): void {
  if (selection?.kind === "node") focusCard(selection.id);
  else if (selection?.kind === "connection") focusConnection(selection.id);
}
