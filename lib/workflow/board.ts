import { z } from "zod";
import type { WorkflowDocument } from "./document";
import { renamedNode } from "./renamed-node";

/** What groups and notes may be tinted with. */
export const boardColours = ["grey", "amber", "green", "blue", "violet", "rose"] as const;

/** What one workflow may hold beside its document: counts, lengths, and sizes in canvas pixels. */
export const boardLimits = {
  groups: 200,
  nodes: 2_000,
  title: 100,
  notes: 200,
  markdown: 10_000,
  note: { width: 96, height: 48, most: 4_000 },
  place: 1_000_000,
} as const;

const id = z.string().regex(/^[A-Za-z0-9_-]{1,40}$/, "an identifier has 1 to 40 letters, digits, _ or -");
const place = z.number().min(-boardLimits.place).max(boardLimits.place);
const colour = z.enum(boardColours);

/** Nodes that belong together, by identifier; its frame follows from where their cards stand. */
const Group = z.strictObject({
  id,
  title: z.string().max(boardLimits.title),
  colour,
  nodes: z.array(z.string().min(1).max(1_000)).max(boardLimits.nodes),
});

/** A text on the canvas. Its place is the top left corner, in canvas pixels. */
const Note = z.strictObject({
  id,
  x: place,
  y: place,
  width: z.number().min(boardLimits.note.width).max(boardLimits.note.most),
  height: z.number().min(boardLimits.note.height).max(boardLimits.note.most),
  colour,
  markdown: z.string().max(boardLimits.markdown),
});

const isUnique = (names: readonly string[]) => new Set(names).size === names.length;

/** Groups and notes of a workflow: beside its document, and in no export. */
export const Board = z.strictObject({
  groups: z
    .array(Group)
    .max(boardLimits.groups)
    .refine((groups) => isUnique(groups.map((group) => group.id)), "two groups have the same id")
    .refine((groups) => isUnique(groups.flatMap((group) => group.nodes)), "a node is in one group only"),
  notes: z
    .array(Note)
    .max(boardLimits.notes)
    .refine((notes) => isUnique(notes.map((note) => note.id)), "two notes have the same id"),
});

export type Board = z.infer<typeof Board>;
export type Group = z.infer<typeof Group>;
export type Note = z.infer<typeof Note>;

export const emptyBoard: Board = { groups: [], notes: [] };

/** The group that a node is in. */
export const groupOf = (board: Board, node: string): Group | undefined =>
  board.groups.find((group) => group.nodes.includes(node));

/** Another board without some nodes in its groups; a group that is left empty goes. The same board when nothing changes. */
export function withoutNodes(board: Board, gone: ReadonlySet<string>): Board {
  if (!board.groups.some((group) => group.nodes.some((node) => gone.has(node)))) return board;
  const groups = board.groups.flatMap((group): Group[] => {
    const nodes = group.nodes.filter((node) => !gone.has(node));
    if (nodes.length === group.nodes.length) return [group];
    return nodes.length === 0 ? [] : [{ ...group, nodes }];
  });
  return { ...board, groups };
}

/** Puts nodes into a group, and takes them out of any other. */
export function joinGroup(board: Board, group: string, nodes: readonly string[]): Board {
  const taken = withoutNodes(board, new Set(nodes));
  const kept = taken.groups.some((each) => each.id === group)
    ? taken.groups
    : [...taken.groups, ...board.groups.filter((each) => each.id === group)];
  return {
    ...taken,
    groups: kept.map((each) =>
      each.id === group
        ? { ...each, nodes: [...each.nodes.filter((node) => !nodes.includes(node)), ...nodes] }
        : each,
    ),
  };
}

/** The board after a change of the document: nodes that are gone leave their groups, and one that was renamed stays. */
export function followNodes(
  board: Board,
  before: WorkflowDocument | undefined,
  after: WorkflowDocument | undefined,
): Board {
  if (board.groups.length === 0 || before === undefined || after === undefined || before === after)
    return board;
  const now = new Set(after.nodes.map((node) => node.identifier));
  const grouped = board.groups.flatMap((group) => group.nodes);
  const gone = new Set(grouped.filter((node) => !now.has(node)));
  if (gone.size === 0) return board;
  const renamed = renamedNode(before, after);
  if (renamed === undefined) return withoutNodes(board, gone);
  const { from, to } = renamed;
  const groups = board.groups.map((group) =>
    group.nodes.includes(from)
      ? { ...group, nodes: group.nodes.map((node) => (node === from ? to : node)) }
      : group,
  );
  gone.delete(from);
  return withoutNodes({ ...board, groups }, gone);
}
