import type { z } from "zod";
import { Board, boardLimits, followNodes } from "../../workflow/board";
import { applyFix, renameNode } from "../../workflow/commands";
import { layoutWorkflow } from "../../workflow/layout";
import { createChecker } from "../checker";
import { changedNodes, describeChange, typingLabel } from "../describe-change";
import { type Beside, besideOf, record, type Said, type Snapshot, travel } from "../history";
import { followPins, type LostPin } from "../pins";
import { readText } from "../read";
import { savedDraftOf } from "../saved-draft";
import { connectionPlace, nodePlace } from "../selectors";
import { share } from "../share";
import type { GetState, SetState } from "../store";
import type { EditorActions, EditorStore, Selection } from "../store-types";
import { tidyAmong } from "../tidy";
import type { Adopt } from "./save";

type EditActions = Pick<
  EditorActions,
  | "edit"
  | "setText"
  | "undo"
  | "redo"
  | "travel"
  | "applyFix"
  | "renameNode"
  | "moveNodes"
  | "changeBoard"
  | "tidy"
>;

/** How long typing must pause (ms) before the whole document is checked again. */
const checkPause = 150;

export function snapshotOf(state: EditorStore): Snapshot {
  const { text, selection, document, documentText, textBroken, textProblems, identifier, title } = state;
  return {
    ...besideOf(state),
    text,
    selection,
    said: { document, documentText, textBroken, textProblems, identifier, title },
  };
}

/** What a change makes of the page: a text, and what of the draft stands beside it. */
type Draft = Partial<Beside & { text: string }>;

/** What a text says; not read again when that is known. Problems stand until the check, but those of a broken text. */
function readAgain(state: EditorStore, text: string, beside: Partial<Beside>, said: Said | undefined) {
  if (said === undefined) return { ...beside, ...readText(text, { ...state, ...beside }) };
  const problems = said.textBroken || state.textBroken ? said.textProblems : state.problems;
  return { ...said, ...beside, text, problems };
}

const exists = ({ document }: EditorStore, { kind, id }: Selection): boolean =>
  kind === "node" ? nodePlace(document, id) !== undefined : connectionPlace(document, id) !== undefined;

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

/** Without the places of nodes that are not there. */
function pruned({ document, layout, textBroken }: EditorStore): Partial<EditorStore> {
  if (document === undefined || textBroken) return {};
  const names = new Set(document.nodes.map(({ identifier }) => identifier));
  const kept = Object.entries(layout).filter(([name]) => names.has(name));
  return kept.length === Object.keys(layout).length ? {} : { layout: Object.fromEntries(kept) };
}

interface CommitOptions {
  merge?: string | undefined;
  /** Names the step; told from what changed when absent. */
  label?: string | undefined;
  change?: Partial<EditorStore>;
  /** What else follows from the change, in the same step. */
  arrange?: (before: EditorStore, now: EditorStore) => Partial<EditorStore>;
}

const boardRefusal = ({ issues }: z.ZodError): string => {
  const [what] = issues[0]?.path ?? [];
  const { groups, notes, title, markdown } = boardLimits;
  return what === "notes"
    ? `A workflow has at most ${notes} notes of ${markdown.toLocaleString("en")} characters each.`
    : `A workflow has at most ${groups} groups, with titles of up to ${title} characters.`;
};

/** The only writers of text, layout and board. */
export function editActions(
  set: SetState,
  get: GetState,
): {
  actions: EditActions;
  /** Another whole draft as one step. */
  adopt: Adopt;
  /** Another tab's draft, to be looked at: without a step. */
  view: (draft: Draft, change: Partial<EditorStore>) => void;
  check: () => void;
  stop: () => void;
} {
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

  const lostPins = new Map<string, LostPin>();

  /** The page with another draft; the history is the caller's business. */
  const shown = ({ text, ...beside }: Draft, change: Partial<EditorStore> = {}, said?: Said): EditorStore => {
    const state = get();
    const read = text === undefined || text === state.text ? beside : readAgain(state, text, beside, said);
    const drawn = { ...state, ...read, ...change };
    const next = { ...drawn, pins: followPins(drawn.pins, state.document, drawn.document, lostPins) };
    const isLost = next.selection !== null && next.document !== undefined && !exists(next, next.selection);
    return isLost ? { ...next, selection: null } : next;
  };

  const show = (next: EditorStore) => {
    const before = get();
    set(next);
    if (next.text !== before.text) checkSoon();
  };

  const commit = (draft: Draft, { merge, label, change, arrange }: CommitOptions = {}) => {
    const before = get();
    const drawn = shown(draft, change);
    const plain = { ...drawn, board: followNodes(drawn.board, before.document, drawn.document) };
    const next = { ...plain, ...arrange?.(before, plain) };
    const after = snapshotOf(next);
    const name = (from: Snapshot) => label ?? describeChange(from, after);
    const history = record(before.history, snapshotOf(before), { now: Date.now(), merge, label: name });
    show({ ...next, history });
  };

  const go = (by: number) => {
    const before = get();
    if (before.ui.readOnly) return;
    const moved = travel(before.history, snapshotOf(before), by);
    if (moved === undefined) return;
    const { said, selection, ...draft } = moved.present;
    const steps = by < 0 ? moved.history.future : moved.history.past.toReversed();
    const label = Math.abs(by) === 1 ? steps[0]?.label : `${Math.abs(by)} steps`;
    const next = shown(draft, { history: moved.history, selection }, said);
    const nodes = changedNodes(snapshotOf(before), snapshotOf(next));
    const [first] = nodes;
    // What stood open then is gone: what changed stands open instead.
    const isLost = selection !== null && next.selection === null && first !== undefined;
    show({
      ...next,
      selection: isLost ? { kind: "node", id: first } : next.selection,
      ui: {
        ...next.ui,
        changed: {
          nodes,
          words: `${by < 0 ? "Undone" : "Redone"}: ${label}`,
          nonce: (before.ui.changed?.nonce ?? 0) + 1,
        },
      },
    });
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
      const { layout = state.layout, board = state.board, merge, label, select } = options;
      const change = select === undefined ? {} : { selection: select };
      if (result === state.text && layout === state.layout && board === state.board) {
        set(change);
        return undefined;
      }
      commit({ text: result, layout, board }, { merge, label, change });
      return undefined;
    },
    setText(text, options = {}) {
      const state = get();
      if (text === state.text || state.ui.readOnly) return;
      const isImport = options.merge === "import";
      commit(
        { text },
        {
          merge: options.merge ?? "text",
          label: options.label ?? (isImport ? "Replace the workflow" : typingLabel),
          arrange: (before, now) => arrangedAfter(before, now, isImport),
        },
      );
    },
    undo: () => go(-1),
    redo: () => go(1),
    travel: go,
    applyFix(fix) {
      actions.edit((text) => applyFix(text, fix), { label: fix.title });
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
    moveNodes(positions, options) {
      const { layout, ui } = get();
      const moved = Object.entries(positions).some(
        ([id, { x, y }]) => layout[id]?.x !== x || layout[id]?.y !== y,
      );
      if (moved && !ui.readOnly) commit({ layout: { ...layout, ...positions } }, options);
    },
    changeBoard(change, { label, merge, within } = {}) {
      const { board: before, ui } = get();
      if (ui.readOnly) return { refused: "This view is read-only." };
      const board = change(before);
      if (board === before) return undefined;
      const checked = Board.safeParse(board);
      if (!checked.success) return { refused: boardRefusal(checked.error) };
      if (within) set({ board });
      else commit({ board }, { label, merge });
      return undefined;
    },
    tidy(wanted, only) {
      const { document, ui, ...state } = get();
      const direction = wanted ?? state.direction;
      if (!document || ui.readOnly) return;
      if (only !== undefined)
        actions.moveNodes(tidyAmong(document, state.layout, only, direction), {
          label: `Tidy ${only.length} nodes`,
        });
      else
        commit(
          { layout: layoutWorkflow(document, {}, { all: true, direction }), direction },
          { label: "Tidy the layout" },
        );
    },
  };

  return {
    actions,
    adopt(draft, label, arrange) {
      const same = share(savedDraftOf(get()), { ...draft });
      commit(same, {
        label,
        arrange(before, now) {
          const kept = { ...now, ...pruned(now) };
          return { layout: kept.layout, ...arrange?.(before, kept) };
        },
      });
    },
    view: (draft, change) => show(shown(share(besideOf(get()), { ...draft }), change)),
    check,
    stop() {
      clearTimeout(timer);
      checker.stop();
    },
  };
}
