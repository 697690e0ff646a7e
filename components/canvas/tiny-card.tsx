"use client";

import { cn } from "@/components/ui/cn";
import { exitPlace, exitsOf, handleSize, inHandle } from "@/lib/editor/flow";
import type { RunLook } from "@/lib/editor/run-look";
import { problemCounts, problemsOfNode } from "@/lib/editor/selectors";
import { useEditor } from "@/lib/editor/use-editor";
import { definitionOf } from "@/lib/nodes/definitions";
import type { WorkflowNode } from "@/lib/workflow/document";
import type { Direction } from "@/lib/workflow/layout";
import { cardSize } from "@/lib/workflow/layout";

/**
 * A card from far away: its family's colour, its state and whether something is wrong with it. A whole card has
 * some twenty elements, and each of its handles listens to every frame; with a thousand in view that is what
 * dragging and panning take longest for.
 */
export function TinyCard({
  node,
  look,
  selected,
  direction,
}: {
  node: WorkflowNode;
  look: RunLook;
  selected: boolean;
  direction: Direction;
}) {
  const counts = useEditor((state) => problemCounts(problemsOfNode(state, node.identifier)));
  const definition = definitionOf(node.config.type);
  const family = definition?.family;
  const exits = exitsOf(node);
  const half = handleSize / 2;
  const isRight = direction === "right";
  const entry = isRight ? { x: 0, y: cardSize.height / 2 } : { x: cardSize.width / 2, y: 0 };
  return (
    <div
      data-look={look}
      className={cn("node-card card-tiny size-full rounded-card", selected && "card-tiny-chosen")}
      style={family ? { ["--tint" as string]: `var(--family-${family})` } : undefined}
    >
      {(counts.errors > 0 || counts.warnings > 0) && (
        <span className={cn("card-tiny-mark", counts.errors > 0 ? "bg-bad" : "bg-warn")} />
      )}
      {definition?.role !== "trigger" && (
        <Anchor kind="target" id={inHandle} at={entry} half={half} side={isRight ? "left" : "top"} />
      )}
      {exits.map((exit, index) => (
        <Anchor
          key={exit.handle}
          kind="source"
          id={exit.handle}
          at={exitPlace(exits, index, direction)}
          half={half}
          side={isRight ? "right" : "bottom"}
        />
      ))}
    </div>
  );
}

/** Where a connection begins or ends: React Flow measures it, but nothing is drawn and nothing listens. */
function Anchor({
  kind,
  id,
  at,
  half,
  side,
}: {
  kind: "source" | "target";
  id: string;
  at: { x: number; y: number };
  half: number;
  side: "left" | "top" | "right" | "bottom";
}) {
  return (
    <i
      className={cn("card-anchor", kind)}
      data-handleid={id}
      data-handlepos={side}
      style={{ left: at.x - half, top: at.y - half }}
    />
  );
}
