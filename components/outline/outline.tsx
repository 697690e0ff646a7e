"use client";

import { ListTree } from "lucide-react";
import { NodeTile } from "@/components/canvas/node-tile";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { toPointer } from "@/lib/base/pointer";
import { runOrder } from "@/lib/editor/outline";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";

/** The nodes in the order in which a run would reach them. */
export function Outline() {
  const document = useEditor((state) => state.document);
  const chosen = useEditor((state) => (state.selection?.kind === "node" ? state.selection.id : null));
  const { reveal } = useEditorActions();
  if (!document || document.nodes.length === 0)
    return (
      <EmptyState icon={<ListTree />} title="Nothing to list yet">
        The nodes of the workflow appear here in the order they run.
      </EmptyState>
    );
  return (
    <ul aria-label="Nodes in order" className="p-2">
      {runOrder(document).map(({ node, index, depth }) => (
        <li key={`${index}:${node.identifier}`}>
          <button
            type="button"
            aria-current={chosen === node.identifier}
            onClick={() => reveal(toPointer(["nodes", index]))}
            style={{ paddingLeft: 6 + Math.min(depth, 6) * 12 }}
            className={cn(
              "flex h-8 w-full items-center gap-2 rounded-control pr-2 text-left text-sm hover:bg-hover",
              chosen === node.identifier && "bg-accent-soft hover:bg-accent-soft",
            )}
          >
            <NodeTile type={node.config.type} size="small" />
            <span className="truncate">{node.title || node.identifier}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
