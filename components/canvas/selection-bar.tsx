"use client";

import { useStore as useFlowStore } from "@xyflow/react";
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  CircleOff,
  Copy,
  Group as GroupIcon,
  Pin,
  Trash2,
  Wand,
} from "lucide-react";
import { Fragment, type ReactNode, useCallback, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import type { Axis, Edge } from "@/lib/editor/align";
import { groupNode } from "@/lib/editor/board-graph";
import { useEditor } from "@/lib/editor/use-editor";
import { boardTools } from "./board/board-tools";
import type { CanvasActions } from "./canvas-actions";
import { barPlace } from "./selection-place";

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

/** What can be done with several chosen cards, above them; it stays inside of the canvas. */
export function SelectionBar({ ids, actions }: { ids: string[]; actions: CanvasActions }) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  const measure = useCallback((bar: HTMLDivElement | null) => {
    if (bar === null) return;
    const observer = new ResizeObserver(() => setSize({ width: bar.offsetWidth, height: bar.offsetHeight }));
    observer.observe(bar);
    return () => observer.disconnect();
  }, []);
  const groups = useEditor((state) => state.board.groups);
  const chosen = new Set(ids);
  // Around the frames of groups, too: their titles are not covered.
  const frames = groups.flatMap(({ id, nodes }) =>
    nodes.some((node) => chosen.has(node)) ? [groupNode(id)] : [],
  );
  const place = useFlowStore(
    ({ nodeLookup, transform: [x, y, zoom], width, height }) => {
      const cards = [...ids, ...frames].flatMap((id) => nodeLookup.get(id) ?? []);
      const at = (node: (typeof cards)[number]) => node.internals.positionAbsolute;
      const frame = {
        left: Math.min(...cards.map((node) => at(node).x)) * zoom + x,
        top: Math.min(...cards.map((node) => at(node).y)) * zoom + y,
        right: Math.max(...cards.map((node) => at(node).x + (node.measured.width ?? 0))) * zoom + x,
        bottom: Math.max(...cards.map((node) => at(node).y + (node.measured.height ?? 0))) * zoom + y,
      };
      return cards.length === 0 ? null : barPlace(frame, size, { width, height });
    },
    (one, other) => one?.x === other?.x && one?.y === other?.y,
  );
  if (ids.length < 2 || place === null) return null;
  return (
    <div
      ref={measure}
      style={{
        transform: `translate(${place.x}px, ${place.y}px)`,
        visibility: size.width === 0 ? "hidden" : "visible",
      }}
      role="toolbar"
      aria-label={`${ids.length} chosen nodes`}
      className="nodrag nopan absolute top-0 left-0 z-[6] flex max-w-[calc(100%-16px)] flex-wrap items-center rounded-card border border-line bg-raised p-0.5 shadow-float"
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
      <IconButton label="Tidy these nodes" keys={["Shift", "L"]} icon={<Wand />} onClick={actions.tidy} />
      <IconButton
        label="Group"
        keys={["Mod", "G"]}
        icon={<GroupIcon />}
        onClick={() => boardTools.getState().now?.group()}
      />
      <IconButton
        label="Pin or unpin in test runs"
        keys={["P"]}
        icon={<Pin />}
        onClick={actions.togglePins}
      />
      <IconButton
        label="Disable or enable in test runs"
        keys={["D"]}
        icon={<CircleOff />}
        onClick={actions.toggleDisabled}
      />
      <IconButton label="Duplicate" keys={["Mod", "D"]} icon={<Copy />} onClick={actions.duplicate} />
      <IconButton label="Delete" keys={["Del"]} icon={<Trash2 />} onClick={actions.remove} />
    </div>
  );
}

const Line = () => <span aria-hidden className="mx-0.5 h-4 w-px bg-line" />;
