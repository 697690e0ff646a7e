"use client";

import { Panel, useStore as useFlowStore, useReactFlow } from "@xyflow/react";
import {
  ArrowDown,
  ArrowRight,
  Hand,
  Keyboard,
  Maximize,
  Minus,
  Plus,
  SquareDashedMousePointer,
  Wand,
} from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Tooltip } from "@/components/ui/tooltip";
import { narrow, useMedia } from "@/components/ui/use-media";
import { useEditor } from "@/lib/editor/use-editor";
import { useCanvas } from "./canvas-context";
import { fitMove, travel } from "./fit";

/** Zoom, fit and tidy, at the bottom left. */
export function CanvasControls({
  onHelp,
  selects,
  onSelects,
}: {
  onHelp: () => void;
  /** Dragging on the empty canvas chooses cards, or moves the view. */
  selects: boolean;
  onSelects: (selects: boolean) => void;
}) {
  const flow = useReactFlow();
  const percent = useFlowStore((state) => Math.round(state.transform[2] * 100));
  const locked = useEditor((state) => state.ui.readOnly || state.textBroken);
  const direction = useEditor((state) => state.direction);
  const automatic = useMedia(narrow);
  const { arrange } = useCanvas();
  return (
    <Panel position="bottom-left">
      <div className="flex items-center rounded-card border border-line bg-raised p-0.5">
        {!automatic && (
          <>
            <IconButton
              label="Drag moves the view"
              keys={["H"]}
              icon={<Hand />}
              pressed={!selects}
              onClick={() => onSelects(false)}
            />
            <IconButton
              label="Drag chooses nodes"
              keys={["V"]}
              icon={<SquareDashedMousePointer />}
              pressed={selects}
              onClick={() => onSelects(true)}
            />
            <span className="mx-0.5 h-4 w-px bg-line" />
          </>
        )}
        <IconButton
          label="Zoom out"
          keys={["-"]}
          icon={<Minus />}
          onClick={() => flow.zoomOut({ duration: travel(120) })}
        />
        <Tooltip text="Zoom to 100 %" keys={["0"]}>
          <button
            type="button"
            onClick={() => flow.zoomTo(1, { duration: travel(200) })}
            className="tabular h-7 w-12 rounded-control text-center text-dim text-xs hover:bg-hover hover:text-text"
          >
            {percent} %
          </button>
        </Tooltip>
        <IconButton
          label="Zoom in"
          keys={["+"]}
          icon={<Plus />}
          onClick={() => flow.zoomIn({ duration: travel(120) })}
        />
        <span className="mx-0.5 h-4 w-px bg-line" />
        <IconButton
          label="Fit the graph"
          keys={["1"]}
          icon={<Maximize />}
          onClick={() => flow.fitView(fitMove)}
        />
        {!automatic && (
          <IconButton
            label="Tidy the layout"
            keys={["Shift", "L"]}
            icon={<Wand />}
            disabled={locked}
            onClick={() => arrange()}
          />
        )}
        {!automatic && (
          <IconButton
            label={direction === "right" ? "Lay out from top to bottom" : "Lay out from left to right"}
            icon={direction === "right" ? <ArrowDown /> : <ArrowRight />}
            disabled={locked}
            onClick={() => arrange(direction === "right" ? "down" : "right")}
          />
        )}
        {!automatic && (
          <>
            <span className="mx-0.5 h-4 w-px bg-line" />
            <IconButton label="Keyboard shortcuts" keys={["?"]} icon={<Keyboard />} onClick={onHelp} />
          </>
        )}
      </div>
    </Panel>
  );
}
