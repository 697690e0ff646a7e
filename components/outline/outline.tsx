"use client";

import { ChevronRight, ListTree } from "lucide-react";
import { NodeTile } from "@/components/canvas/node-tile";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { toPointer } from "@/lib/base/pointer";
import { type OutlineRow, outlineItems } from "@/lib/editor/outline";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import type { Group } from "@/lib/workflow/board";

/** The nodes in the order in which a run would reach them. */
export function Outline() {
  const document = useEditor((state) => state.document);
  const board = useEditor((state) => state.board);
  if (!document || document.nodes.length === 0)
    return (
      <EmptyState icon={<ListTree />} title="Nothing to list yet">
        The nodes of the workflow appear here in the order they run.
      </EmptyState>
    );
  return (
    <ul aria-label="Nodes in order" className="p-2">
      {outlineItems(document, board).map((item) =>
        "row" in item ? (
          <Row key={item.row.index} row={item.row} />
        ) : (
          <Folder key={item.group.id} group={item.group} rows={item.rows} />
        ),
      )}
    </ul>
  );
}

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
    // A row that is scrolled away is neither laid out nor painted.
    <li className="[contain-intrinsic-size:auto_32px] [content-visibility:auto]">
      <button
        type="button"
        aria-current={isChosen}
        onClick={() => reveal(toPointer(["nodes", index]))}
        style={{ paddingLeft: 6 + Math.min(depth, 6) * 12 }}
        className={cn(
          "flex h-8 w-full items-center gap-2 rounded-control pr-2 text-left text-sm -outline-offset-2 hover:bg-hover",
          isChosen && "bg-accent-soft hover:bg-accent-soft",
        )}
      >
        <NodeTile type={node.config.type} size="small" />
        <span className="truncate">{node.title || node.identifier}</span>
      </button>
    </li>
  );
}
