"use client";

import { NodeToolbar, Position } from "@xyflow/react";
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  Copy,
  Group as GroupIcon,
  Trash2,
} from "lucide-react";
import { Fragment, type ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import type { Axis, Edge } from "@/lib/editor/align";
import { boardTools } from "./board/board-tools";
import type { CanvasActions } from "./canvas-actions";

/** Ways to align cards, in the words of the buttons and of the command palette. */
export const alignments: { edge: Edge; label: string; icon: ReactNode }[] = [
  { edge: "left", label: "Align left", icon: <AlignStartVertical /> },
  { edge: "centre", label: "Align centres", icon: <AlignCenterVertical /> },
  { edge: "right", label: "Align right", icon: <AlignEndVertical /> },
  { edge: "top", label: "Align tops", icon: <AlignStartHorizontal /> },
  { edge: "middle", label: "Align middles", icon: <AlignCenterHorizontal /> },
  { edge: "bottom", label: "Align bottoms", icon: <AlignEndHorizontal /> },
];

export const distributions: { axis: Axis; label: string; icon: ReactNode }[] = [
  { axis: "across", label: "Distribute across", icon: <AlignHorizontalDistributeCenter /> },
  { axis: "down", label: "Distribute down", icon: <AlignVerticalDistributeCenter /> },
];

/** What can be done with several chosen cards, above them. */
export function SelectionBar({ ids, actions }: { ids: string[]; actions: CanvasActions }) {
  if (ids.length < 2) return null;
  return (
    <NodeToolbar nodeId={ids} isVisible position={Position.Top} offset={14}>
      <div
        role="toolbar"
        aria-label={`${ids.length} chosen nodes`}
        className="nodrag nopan flex items-center rounded-card border border-line bg-raised p-0.5 shadow-float"
      >
        <span className="tabular px-2 text-dim text-xs">{ids.length} nodes</span>
        <Line />
        {alignments.map(({ edge, label, icon }) => (
          <Fragment key={edge}>
            {edge === "top" && <Line />}
            <IconButton label={label} icon={icon} onClick={() => actions.align(edge)} />
          </Fragment>
        ))}
        {ids.length > 2 && <Line />}
        {ids.length > 2 &&
          distributions.map(({ axis, label, icon }) => (
            <IconButton key={axis} label={label} icon={icon} onClick={() => actions.distribute(axis)} />
          ))}
        <Line />
        <IconButton
          label="Group"
          keys={["Mod", "G"]}
          icon={<GroupIcon />}
          onClick={() => boardTools.getState().now?.group()}
        />
        <IconButton label="Duplicate" keys={["Mod", "D"]} icon={<Copy />} onClick={actions.duplicate} />
        <IconButton label="Delete" keys={["Del"]} icon={<Trash2 />} onClick={actions.remove} />
      </div>
    </NodeToolbar>
  );
}

const Line = () => <span aria-hidden className="mx-0.5 h-4 w-px bg-line" />;
