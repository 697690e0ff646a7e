"use client";

import { ArrowRight, ChevronRight, Plus } from "lucide-react";
import { memo, type ReactNode } from "react";
import { useStore } from "zustand";
import { canvasActions } from "@/components/canvas/canvas-actions";
import { MockBadge } from "@/components/canvas/mock-badge";
import { NodeStatus } from "@/components/canvas/node-status";
import { NodeTile } from "@/components/canvas/node-tile";
import { NodesStatus } from "@/components/canvas/nodes-status";
import { cn } from "@/components/ui/cn";
import type { OutlineRow } from "@/lib/editor/outline";
import { mockOf } from "@/lib/editor/pins";
import { nodeOf } from "@/lib/editor/selectors";
import { useEditor } from "@/lib/editor/use-editor";
import { definitionOf } from "@/lib/nodes/definitions";
import { groupOf } from "@/lib/workflow/board";

const indent = 12;
/** Deeper levels are drawn no further in, so that titles can be read. */
const deepest = 10;

/** One row of the outline. It gets its place in the tree, and reads its node from the store. */
export const Row = memo(function Row({
  row,
  id,
  index,
  isOpen,
  hidden,
  isActive,
  isTarget,
  height,
}: {
  row: OutlineRow;
  id: string;
  index: number;
  isOpen: boolean;
  /** The nodes beneath it while it is folded. */
  hidden: readonly string[] | undefined;
  /** It is the one that Tab comes to. */
  isActive: boolean;
  /** What is dragged would go behind it. */
  isTarget: boolean;
  height: number;
}) {
  const isChosen = useIsChosen(row);
  const depth = Math.min(row.level - 1, deepest);
  const isApart = row.begins && index > 0 && (row.parent === undefined || row.position > 1);
  return (
    <div
      id={id}
      role="treeitem"
      tabIndex={isActive ? 0 : -1}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-selected={isChosen}
      {...(row.beneath > 0 ? { "aria-expanded": isOpen } : {})}
      data-row={index}
      draggable={row.kind === "node"}
      className={cn(
        "group absolute inset-x-1.5 flex items-center gap-1.5 rounded-control pr-2 text-sm -outline-offset-2",
        isChosen ? "bg-accent-soft" : "hover:bg-hover",
        isApart && "before:absolute before:inset-x-0 before:-top-px before:h-px before:bg-line",
      )}
      style={{ top: index * height, height, paddingLeft: 2 + depth * indent }}
    >
      {depth > 0 && (
        <span
          aria-hidden
          className="absolute inset-y-0 bg-[repeating-linear-gradient(to_right,var(--line)_0_1px,transparent_1px_12px)]"
          style={{ left: 9, width: depth * indent - 1 }}
        />
      )}
      <ChevronRight
        aria-hidden
        data-fold
        className={cn(
          "relative size-4 shrink-0 cursor-pointer rounded-[4px] text-faint hover:text-text pointer-coarse:-mx-2 pointer-coarse:h-finger pointer-coarse:w-9 pointer-coarse:px-2.5 motion-safe:transition-transform",
          row.beneath === 0 && "invisible",
          isOpen && "rotate-90",
        )}
      />
      <Content row={row} hidden={hidden} />
      {isTarget && (
        <span
          aria-hidden
          className="absolute right-0 -bottom-px h-0.5 rounded-full bg-accent"
          style={{ left: 20 + depth * indent }}
        />
      )}
    </div>
  );
});

function useIsChosen(row: OutlineRow): boolean {
  const isSelected = useEditor(({ selection }) => {
    if (row.kind === "node") return selection?.kind === "node" && selection.id === row.node;
    if (row.kind === "way" || row.kind === "again")
      return selection?.kind === "connection" && selection.id === row.connection;
    return false;
  });
  const isOneOfSeveral = useStore(
    canvasActions,
    ({ chosen }) => row.kind === "node" && chosen.size > 1 && chosen.has(row.node),
  );
  return isSelected || isOneOfSeveral;
}

type Hidden = readonly string[] | undefined;

function Content({ row, hidden }: { row: OutlineRow; hidden: Hidden }): ReactNode {
  switch (row.kind) {
    case "node":
      return <NodeLine id={row.node} hidden={hidden} />;
    case "way":
      return (
        <>
          <span className={cn("truncate text-xs", row.fallback ? "text-faint italic" : "text-dim")}>
            {row.title}
          </span>
          {hidden && <HiddenStatus nodes={hidden} />}
          {row.connection === undefined && (
            <span className="ml-auto inline-flex shrink-0 items-center gap-1 text-faint text-xs">
              leads nowhere
              <Plus
                aria-hidden
                data-add
                className="size-4 rounded-[4px] p-px hover:bg-active hover:text-text pointer-coarse:-mr-2 pointer-coarse:size-finger pointer-coarse:p-[15px]"
              />
            </span>
          )}
        </>
      );
    case "again":
      return <AgainLine id={row.node} />;
    case "apart":
      return (
        <>
          <span className="truncate text-faint text-xs">Not connected</span>
          {hidden && <HiddenStatus nodes={hidden} />}
        </>
      );
    case "group":
      return (
        <>
          <span data-colour={row.colour} className="board-tint board-swatch size-2.5 shrink-0 rounded-full" />
          <span className="truncate font-medium">{row.title}</span>
          <span className="tabular ml-auto shrink-0 text-faint text-xs">
            {row.count}
            <span className="sr-only">{row.count === 1 ? " node" : " nodes"}</span>
          </span>
          {hidden && <NodesStatus nodes={hidden} inRow />}
        </>
      );
  }
}

/** What a folded row hides, in one state and one number. */
const HiddenStatus = ({ nodes }: { nodes: readonly string[] }) => (
  <span className="ml-auto flex">
    <NodesStatus nodes={nodes} inRow />
  </span>
);

function NodeLine({ id, hidden }: { id: string; hidden: Hidden }) {
  const node = useEditor((state) => nodeOf(state, id));
  const group = useEditor((state) => groupOf(state.board, id));
  const mock = useEditor((state) => mockOf(state.pins, id));
  if (!node) return null;
  const title = node.title || node.identifier;
  const type = definitionOf(node.config.type)?.title ?? node.config.type;
  return (
    <>
      <NodeTile type={node.config.type} size="small" />
      <span title={`${title}: ${type} ${id}`} className="flex min-w-0 flex-1 items-baseline gap-1.5">
        <span className={cn("max-w-full shrink-0 truncate", mock === "disabled" && "text-dim")}>{title}</span>
        {title !== id && <span className="min-w-0 truncate font-mono text-[11px] text-faint">{id}</span>}
        <span className="sr-only">{type}</span>
      </span>
      {group && (
        <span
          title={`In ${group.title}`}
          data-colour={group.colour}
          className="board-tint board-swatch size-2 shrink-0 rounded-full"
        />
      )}
      {mock && <MockBadge mock={mock} inRow />}
      {hidden ? <NodesStatus nodes={[id, ...hidden]} inRow /> : <NodeStatus node={node} inRow />}
    </>
  );
}

/** A node that is listed elsewhere, where the row leads. */
function AgainLine({ id }: { id: string }) {
  const title = useEditor((state) => nodeOf(state, id)?.title || id);
  return (
    <span
      title={`Listed elsewhere: go to ${title}`}
      className="flex min-w-0 items-center gap-1.5 text-dim text-xs italic"
    >
      <ArrowRight aria-hidden className="size-3.5 shrink-0 text-faint" />
      <span className="sr-only">Goes on at</span>
      <span className="truncate">{title}</span>
    </span>
  );
}
