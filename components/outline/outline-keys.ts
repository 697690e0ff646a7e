import { hasMod } from "@/lib/editor/keys";

/** What the keys of the outline do to the row that has the keyboard, or to what is chosen. */
export interface OutlineActs {
  /** Up or down by so many rows; `choose` takes the row alone, `extend` all up to it, `look` none. */
  go(by: number, how: "choose" | "extend" | "look"): void;
  /** Into what lies beneath, or opens it. */
  inwards(): void;
  /** Out to what it lies beneath, or closes it. */
  outwards(): void;
  /** Opens all rows beside it. */
  openAll(): void;
  /** Adds the row to what is chosen, or takes it out. */
  mark(): void;
  open(): void;
  rename(): void;
  insertAfter(): void;
  connect(): void;
  togglePins(): void;
  toggleDisabled(): void;
  remove(): void;
  removeAndReconnect(): void;
  duplicate(): void;
  chooseAll(): void;
  /** Past its neighbour in a chain. */
  move(by: -1 | 1): void;
  /** A letter of a title; whether anything begins with what was typed. */
  type(letter: string, isNew: boolean): boolean;
}

/** How long after a letter the next one still belongs to the same word, in milliseconds. */
const pause = 700;

/** The keys of the outline: those of every tree, and those of the canvas as far as they are about nodes. */
export function createOutlineKeys(acts: () => OutlineActs) {
  let typed = 0;
  return (event: KeyboardEvent): (() => void) | undefined => {
    const { key, shiftKey: shift, altKey: alt } = event;
    const mod = hasMod(event);
    const now = acts();
    if (alt) {
      if (mod || shift) return undefined;
      if (key === "ArrowUp") return () => now.move(-1);
      return key === "ArrowDown" ? () => now.move(1) : undefined;
    }
    const how = shift ? "extend" : mod ? "look" : "choose";
    switch (key) {
      case "ArrowDown":
        return () => now.go(1, how);
      case "ArrowUp":
        return () => now.go(-1, how);
      case "PageDown":
        return () => now.go(10, how);
      case "PageUp":
        return () => now.go(-10, how);
      case "Home":
        return () => now.go(Number.NEGATIVE_INFINITY, how);
      case "End":
        return () => now.go(Number.POSITIVE_INFINITY, how);
      case "ArrowRight":
        return mod || shift ? undefined : now.inwards;
      case "ArrowLeft":
        return mod || shift ? undefined : now.outwards;
      case "Enter":
        return mod ? undefined : shift ? now.insertAfter : now.open;
      case "F2":
        return now.rename;
      case "Delete":
      case "Backspace":
        return mod ? now.removeAndReconnect : now.remove;
      case "*":
        return now.openAll;
    }
    if (mod) {
      if (shift) return undefined;
      if (key === " ") return now.mark;
      if (key.toLowerCase() === "a") return now.chooseAll;
      return key.toLowerCase() === "d" ? now.duplicate : undefined;
    }
    // The canvas's letters about nodes, which alone look for a title here.
    if (shift) return { c: now.connect, p: now.togglePins, d: now.toggleDisabled }[key.toLowerCase()];
    const isNew = event.timeStamp - typed > pause;
    if (key === " " && isNew) return now.mark;
    // Letters look for a title here, so none of them is a key of the canvas by chance; digits and signs stay its keys.
    if (!(isNew ? /^\p{L}$/u : /^[\p{L}\p{N} _-]$/u).test(key)) return undefined;
    return () => {
      typed = event.timeStamp;
      now.type(key, isNew);
    };
  };
}
