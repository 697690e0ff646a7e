"use client";

<<<<<<< HEAD
import { ChevronRight, ListTree } from "lucide-react";
=======
import { ListTree } from "lucide-react";
import { memo } from "react";
>>>>>>> 1cb0a62 (Draw a row of the outline again only when its node changes; say how the canvas is measured)
import { NodeTile } from "@/components/canvas/node-tile";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { toPointer } from "@/lib/base/pointer";
<<<<<<< HEAD
import { type OutlineRow, outlineItems } from "@/lib/editor/outline";
=======
import { type OutlineRow, runOrder } from "@/lib/editor/outline";
>>>>>>> 1cb0a62 (Draw a row of the outline again only when its node changes; say how the canvas is measured)
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import type { Group } from "@/lib/workflow/board";

/** The nodes in the order in which a run would reach them. */
export function Outline() {
  const document = useEditor((state) => state.document);
<<<<<<< HEAD
  const board = useEditor((state) => state.board);
=======
  const chosen = useEditor((state) => (state.selection?.kind === "node" ? state.selection.id : null));
>>>>>>> 1cb0a62 (Draw a row of the outline again only when its node changes; say how the canvas is measured)
  if (!document || document.nodes.length === 0)
    return (
      <EmptyState icon={<ListTree />} title="Nothing to list yet">
        The nodes of the workflow appear here in the order they run.
      </EmptyState>
    );
  return (
    <ul aria-label="Nodes in order" className="p-2">
<<<<<<< HEAD
      {outlineItems(document, board).map((item) =>
        "row" in item ? (
          <Row key={item.row.index} row={item.row} />
        ) : (
          <Folder key={item.group.id} group={item.group} rows={item.rows} />
        ),
      )}
=======
      {runOrder(document).map(({ node, index, depth }) => (
        <Row
          key={`${index}:${node.identifier}`}
          node={node}
          index={index}
          depth={depth}
          isChosen={chosen === node.identifier}
        />
      ))}
>>>>>>> 1cb0a62 (Draw a row of the outline again only when its node changes; say how the canvas is measured)
    </ul>
  );
}

<<<<<<< HEAD
/** A group: shows its nodes while it is expanded on the canvas. */
function Folder({ group, rows }: { group: Group; rows: OutlineRow[] }) {
  const isCollapsed = useEditor((state) => state.collapsed.includes(group.id));
  const { setCollapsed } = useEditorActions();
  return (
    <li>
      <button
        type="button"
        aria-expanded={!isCollapsed}
        onClick={() => setCollapsed(group.id, !isCollapsed)}
        className="flex h-8 w-full items-center gap-1.5 rounded-control pr-2 pl-1.5 text-left font-medium text-sm hover:bg-hover"
      >
        <ChevronRight
          aria-hidden
          className={cn("size-4 shrink-0 text-dim transition-transform", !isCollapsed && "rotate-90")}
        />
        <span className="truncate">{group.title}</span>
        <span className="tabular ml-auto text-faint text-xs">{rows.length}</span>
      </button>
      {!isCollapsed && (
        <ul aria-label={group.title} className="ml-3 border-line border-l pl-1">
          {rows.map((row) => (
            <Row key={row.index} row={row} />
          ))}
        </ul>
      )}
    </li>
  );
}

function Row({ row: { node, index, depth } }: { row: OutlineRow }) {
  const isChosen = useEditor(
    (state) => state.selection?.kind === "node" && state.selection.id === node.identifier,
  );
  const { reveal } = useEditorActions();
  return (
    <li>
=======
/**
 * One node. A row is drawn again when its own node changes, not with each keystroke in any of them, and rows that are
 * scrolled away are neither laid out nor painted.
 */
const Row = memo(function Row({ node, index, depth, isChosen }: OutlineRow & { isChosen: boolean }) {
  const { reveal } = useEditorActions();
  return (
    <li className="[contain-intrinsic-size:auto_32px] [content-visibility:auto]">
>>>>>>> 1cb0a62 (Draw a row of the outline again only when its node changes; say how the canvas is measured)
      <button
        type="button"
        aria-current={isChosen}
        onClick={() => reveal(toPointer(["nodes", index]))}
        style={{ paddingLeft: 6 + Math.min(depth, 6) * 12 }}
        className={cn(
<<<<<<< HEAD
          "flex h-8 w-full items-center gap-2 rounded-control pr-2 text-left text-sm hover:bg-hover",
=======
          "flex h-8 w-full items-center gap-2 rounded-control pr-2 text-left text-sm -outline-offset-2 hover:bg-hover",
>>>>>>> 1cb0a62 (Draw a row of the outline again only when its node changes; say how the canvas is measured)
          isChosen && "bg-accent-soft hover:bg-accent-soft",
        )}
      >
        <NodeTile type={node.config.type} size="small" />
        <span className="truncate">{node.title || node.identifier}</span>
      </button>
    </li>
  );
<<<<<<< HEAD
}
=======
});
>>>>>>> 1cb0a62 (Draw a row of the outline again only when its node changes; say how the canvas is measured)
