import { groupOf } from "../../workflow/board";
import { selectionAt } from "../selectors";
import type { GetState, SetState } from "../store";
import type { EditorActions } from "../store-types";

type ViewActions = Pick<
  EditorActions,
  | "select"
  | "reveal"
  | "setCollapsed"
  | "setPins"
  | "ask"
  | "setLeft"
  | "setRight"
  | "setDrawer"
  | "setSheet"
  | "setStartOpen"
  | "setOnPhone"
>;

/** What is chosen and which panels show; never part of the document or its history. */
export function viewActions(set: SetState, get: GetState): ViewActions {
  return {
    select(selection) {
      const now = get().selection;
      if (now?.kind === selection?.kind && now?.id === selection?.id) return;
      set({ selection });
    },
    reveal(at, { quiet = false } = {}) {
      const { document, ui, board, collapsed } = get();
      const selection = document ? selectionAt(document, at) : null;
      const node = selection?.kind === "connection" ? selection.id.split("|")[0] : selection?.id;
      // What is looked for must be seen.
      const within = node === undefined ? undefined : groupOf(board, node)?.id;
      set({
        selection,
        ...(within !== undefined && collapsed.includes(within)
          ? { collapsed: collapsed.filter((group) => group !== within) }
          : {}),
        ui: {
          ...ui,
          right: { ...ui.right, open: true, tab: ui.right.tab === "last-run" ? "form" : ui.right.tab },
          reveal: { at, nonce: (ui.reveal?.nonce ?? 0) + 1, ...(quiet ? { quiet: true as const } : {}) },
        },
      });
    },
    setCollapsed(group, isCollapsed) {
      const others = get().collapsed.filter((each) => each !== group);
      set({ collapsed: isCollapsed ? [...others, group] : others });
    },
    setPins(change) {
      const kept = new Map(Object.entries(get().pins));
      for (const [node, choice] of Object.entries(change))
        if (choice === null) kept.delete(node);
        else kept.set(node, choice);
      set({ pins: Object.fromEntries(kept) });
    },
    ask: (asked) => set(({ ui }) => ({ ui: { ...ui, asked } })),
    setLeft: (change) => set(({ ui }) => ({ ui: { ...ui, left: { ...ui.left, ...change } } })),
    setRight: (change) => set(({ ui }) => ({ ui: { ...ui, right: { ...ui.right, ...change } } })),
    setDrawer: (change) => set(({ ui }) => ({ ui: { ...ui, drawer: { ...ui.drawer, ...change } } })),
    setSheet: (sheet) => set(({ ui }) => ({ ui: { ...ui, sheet } })),
    setStartOpen: (startOpen) => set(({ ui }) => ({ ui: { ...ui, startOpen } })),
    setOnPhone: (onPhone) =>
      set(({ ui, writer }) => ({ ui: { ...ui, onPhone, readOnly: onPhone || writer !== "here" } })),
  };
}
