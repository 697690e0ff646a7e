import type { StoreApi } from "zustand";
import { type Board, type Group, groupOf, joinGroup, type Note } from "../workflow/board";
import type { Position } from "./api-types";
import type { EditorStore, Refusal } from "./store-types";

type Store = StoreApi<EditorStore>;

/** Of a new note. */
export const noteSize = { width: 256, height: 160 };
const grid = 16;

/** An id that no group or note has yet. */
function freshId(board: Board, kind: "g" | "n"): string {
  const taken = new Set([...board.groups, ...board.notes].map(({ id }) => id));
  for (let count = taken.size + 1; ; count += 1) if (!taken.has(`${kind}${count}`)) return `${kind}${count}`;
}

/** Puts nodes into a new group; its id, or why not. */
export function groupNodes(store: Store, nodes: readonly string[]): Refusal | { group: string } {
  const { board, actions } = store.getState();
  if (nodes.length === 0) return { refused: "Choose the nodes to group first." };
  const id = freshId(board, "g");
  const fresh: Group = { id, title: "Group", colour: "grey", nodes: [] };
  const label = `Group ${nodes.length === 1 ? "1 node" : `${nodes.length} nodes`}`;
  const refused = actions.changeBoard(
    (now) => joinGroup({ ...now, groups: [...now.groups, fresh] }, id, nodes),
    { label },
  );
  return refused ?? { group: id };
}

/** Takes groups and notes away; the nodes of a group stay. */
export function removeFromBoard(store: Store, ids: readonly string[], label: string): Refusal | undefined {
  const gone = new Set(ids);
  const stays = ({ id }: { id: string }) => !gone.has(id);
  const { collapsed, actions } = store.getState();
  const refused = actions.changeBoard(
    ({ groups, notes }) => ({ groups: groups.filter(stays), notes: notes.filter(stays) }),
    { label },
  );
  for (const id of collapsed) if (gone.has(id)) actions.setCollapsed(id, false);
  return refused;
}

/** The groups that nodes are in. */
export function groupsOf(board: Board, nodes: readonly string[]): string[] {
  return [...new Set(nodes.flatMap((node) => groupOf(board, node)?.id ?? []))];
}

export function changeGroup(
  store: Store,
  id: string,
  change: Partial<Pick<Group, "title" | "colour">>,
): Refusal | undefined {
  return store.getState().actions.changeBoard(
    (board) => ({
      ...board,
      groups: board.groups.map((each) => (each.id === id ? { ...each, ...change } : each)),
    }),
    { label: change.title === undefined ? "Colour a group" : `Rename group to ${change.title}` },
  );
}

/** Adds an empty note with its middle at a place; its id, or why not. */
export function addNote(store: Store, middle: Position, from?: Note): Refusal | { note: string } {
  const { board, actions } = store.getState();
  const id = freshId(board, "n");
  const note: Note = {
    ...noteSize,
    colour: "amber",
    markdown: "",
    ...from,
    id,
    x: Math.round((middle.x - noteSize.width / 2) / grid) * grid,
    y: Math.round((middle.y - noteSize.height / 2) / grid) * grid,
  };
  const refused = actions.changeBoard((now) => ({ ...now, notes: [...now.notes, note] }), {
    label: "Add a note",
  });
  return refused ?? { note: id };
}

export function changeNote(
  store: Store,
  id: string,
  change: Partial<Omit<Note, "id">>,
  options: { label: string; merge?: string; within?: boolean },
): Refusal | undefined {
  return store.getState().actions.changeBoard((board) => {
    const isSame = board.notes.every(
      (each) =>
        each.id !== id || Object.entries(change).every(([key, value]) => each[key as keyof Note] === value),
    );
    if (isSame) return board;
    return { ...board, notes: board.notes.map((each) => (each.id === id ? { ...each, ...change } : each)) };
  }, options);
}

/** A copy of a note, a little below it. */
export function duplicateNote(store: Store, id: string): Refusal | { note: string } | undefined {
  const note = store.getState().board.notes.find((each) => each.id === id);
  if (note === undefined) return undefined;
  return addNote(store, { x: note.x + noteSize.width / 2 + 32, y: note.y + noteSize.height / 2 + 32 }, note);
}
