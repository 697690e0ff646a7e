import { applyFix, renameNode } from "../../workflow/commands";
import { type Direction, layoutWorkflow } from "../../workflow/layout";
import type { Layout } from "../api-types";
import { createChecker } from "../checker";
import { record, type Said, type Snapshot, stepBack, stepForward } from "../history";
import { readText } from "../read";
import { connectionPlace, nodePlace } from "../selectors";
import type { GetState, SetState } from "../store";
import type { EditorActions, EditorStore, Selection } from "../store-types";

type EditActions = Pick<
  EditorActions,
  "edit" | "setText" | "undo" | "redo" | "applyFix" | "renameNode" | "moveNodes" | "tidy"
>;

/** How long typing must pause (ms) before the whole document is checked again. */
const checkPause = 150;

function snapshotOf(state: EditorStore): Snapshot {
  const { text, layout, direction, document, documentText, textBroken, textProblems } = state;
  const { identifier, title } = state;
  return {
    text,
    layout,
    direction,
    said: { document, documentText, textBroken, textProblems, identifier, title },
  };
}

/** What a text says; not read again when that is known. Problems stand until the check, but those of a broken text. */
function readAgain(state: EditorStore, text: string, layout: Layout, said: Said | undefined) {
  if (said === undefined) return readText(text, { ...state, layout });
  const problems = said.textBroken || state.textBroken ? said.textProblems : state.problems;
  return { ...said, text, layout, problems };
}

/**
 * A graph that a text made is drawn as a whole for as long as nobody has placed a card of it: while it is typed its
 * nodes are there before its connections, and cards placed one by one would end up in a column.
 */
function arrangedAfter(
  before: EditorStore,
  now: EditorStore,
  isImport: boolean,
): Pick<EditorStore, "layout" | "arranged"> {
  const { document, layout, arranged, direction } = now;
  const known = before.document?.nodes ?? [];
  if (document === undefined || now.textBroken || document === before.document) return { layout, arranged };
  const names = new Set(known.map(({ identifier }) => identifier));
  const isRenamed = known.length === 1 && document.nodes.length === 1;
  const shared = document.nodes.filter(({ identifier }) => names.has(identifier)).length;
  const isNew = document.nodes.length > 0 && shared === 0;
  if (isNew && !isRenamed) return { layout, arranged: layout };
  // Another workflow often shares a name such as "trigger".
  const isOther = isImport && shared < document.nodes.length / 2;
  const isOurs = isOther || before.layout === arranged;
  const isSame = layout === before.layout && document.connections === before.document?.connections;
  if (!isOurs || isSame) return { layout, arranged };
  const whole = layoutWorkflow(document, {}, { all: true, direction });
  return { layout: whole, arranged: whole };
}

/** The only writers of text and layout. */
export function editActions(
  set: SetState,
  get: GetState,
): { actions: EditActions; check: () => void; stop: () => void } {
  const checker = createChecker();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const checkSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(check, checkPause);
  };
  const check = () => {
    const { text } = get();
    checker.check(get(), (problems) => get().text === text && set({ problems }));
  };

  /** Shows a text and layout; the history is the caller's business. */
  const show = (text: string, layout: Layout, change: Partial<EditorStore> = {}, said?: Said) => {
    const state = get();
    set({ ...(text === state.text ? { layout } : readAgain(state, text, layout, said)), ...change });
    dropLostSelection();
    if (text !== state.text) checkSoon();
  };

  const dropLostSelection = () => {
    const { selection, document } = get();
    if (selection && document && !exists(selection)) set({ selection: null });
  };
  const exists = ({ kind, id }: Selection) => {
    const { document } = get();
    return kind === "node"
      ? nodePlace(document, id) !== undefined
      : connectionPlace(document, id) !== undefined;
  };

  const commit = (text: string, layout: Layout, merge?: string, change: Partial<EditorStore> = {}) => {
    const past = record(get().history, snapshotOf(get()), Date.now(), merge);
    show(text, layout, { ...change, history: past });
  };

  const move = (step: typeof stepBack) => {
    const moved = step(get().history, snapshotOf(get()));
    if (moved === undefined) return;
    const { text, layout, direction, said } = moved.present;
    show(text, layout, { history: moved.history, direction }, said);
  };

  const actions: EditActions = {
    edit(command, options = {}) {
      const state = get();
      if (state.ui.readOnly) return { refused: "This view is read-only." };
      if (state.textBroken)
        return {
          refused: "The JSON does not parse, so it cannot be changed from here. Mend it in the JSON panel.",
        };
      const result = command(state.text);
      if (typeof result !== "string") return result;
      const layout = options.layout ?? state.layout;
      const change = options.select === undefined ? {} : { selection: options.select };
      if (result === state.text && layout === state.layout) {
        set(change);
        return undefined;
      }
      commit(result, layout, options.merge, change);
      return undefined;
    },
    setText(text, options = {}) {
      const state = get();
      if (text === state.text || state.ui.readOnly) return;
      commit(text, state.layout, options.merge ?? "text");
      set(arrangedAfter(state, get(), options.merge === "import"));
    },
    undo: () => move(stepBack),
    redo: () => move(stepForward),
    applyFix(fix) {
      actions.edit((text) => applyFix(text, fix));
      clearTimeout(timer);
      check();
    },
    renameNode(from, to) {
      const { layout, selection } = get();
      const { [from]: position, ...others } = layout;
      // A node that is renamed from elsewhere does not take the place of what is open.
      const isOpen = selection === null || (selection.kind === "node" && selection.id === from);
      return actions.edit((text) => renameNode(text, from, to), {
        ...(isOpen ? { select: { kind: "node", id: to } } : {}),
        ...(position ? { layout: { ...others, [to]: position } } : {}),
      });
    },
    moveNodes(positions) {
      const { layout, text, ui } = get();
      const moved = Object.entries(positions).some(
        ([id, { x, y }]) => layout[id]?.x !== x || layout[id]?.y !== y,
      );
      if (moved && !ui.readOnly) commit(text, { ...layout, ...positions });
    },
    tidy(wanted?: Direction) {
      const { document, text, ui, ...state } = get();
      const direction = wanted ?? state.direction;
      if (document && !ui.readOnly)
        commit(text, layoutWorkflow(document, {}, { all: true, direction }), undefined, { direction });
    },
  };

  return {
    actions,
    check,
    stop() {
      clearTimeout(timer);
      checker.stop();
    },
  };
}
