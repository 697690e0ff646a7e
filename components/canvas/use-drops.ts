"use client";

import { type OnNodeDrag, useReactFlow } from "@xyflow/react";
import type { DragEvent } from "react";
import { toast } from "@/components/ui/toast";
import { isBoardNode } from "@/lib/editor/board-graph";
import type { FlowEdge, FlowNode } from "@/lib/editor/flow";
import { addNodeOf } from "@/lib/editor/graph-edits";
import { insertExisting, isAlone } from "@/lib/editor/reconnect";
import { useEditorStore } from "@/lib/editor/use-editor";
import { maxBytes, parseWorkflow } from "@/lib/workflow/parse";
import { boardTools } from "./board/board-tools";
import type { CanvasTools } from "./canvas-context";
import { dragType, noteDrag } from "./drag-type";
import { say } from "./say";

/** Cards go where their middle of the left edge is dropped. */
export const grip = { x: 120, y: 32 };

/** The connection that lies under a point of the screen, below whatever else is there. */
function connectionUnder(x: number, y: number): string | undefined {
  for (const element of document.elementsFromPoint(x, y)) {
    const edge = element.closest<HTMLElement>(".react-flow__edge");
    if (edge) return edge.dataset.id;
  }
  return undefined;
}

const pointOf = (event: MouseEvent | TouchEvent): { x: number; y: number } => {
  const point = "changedTouches" in event ? event.changedTouches[0] : event;
  return { x: point?.clientX ?? 0, y: point?.clientY ?? 0 };
};

/**
 * What happens to things that are dropped: an entry of the palette becomes a node where it falls, or in the middle
 * of the connection it falls on; a card that nothing is connected to goes into a connection likewise. Files are the
 * page's business.
 */
export function useDrops(locked: boolean, over: CanvasTools["over"]) {
  const store = useEditorStore();
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const point = (connection: string | undefined) => {
    const now = connection ?? null;
    if (over.getState().connection !== now) over.setState({ connection: now });
  };
  const onNodeDrag: OnNodeDrag<FlowNode> = (event, node) => {
    const { document: workflow } = store.getState();
    if (!workflow || isBoardNode(node.id) || !isAlone(workflow, node.id)) return;
    const { x, y } = pointOf(event);
    point(connectionUnder(x, y));
  };
  const onNodeDragStop: OnNodeDrag<FlowNode> = (event, node, dragged) => {
    const { document: workflow } = store.getState();
    if (locked || isBoardNode(node.id) || dragged.length > 1 || !workflow || !isAlone(workflow, node.id))
      return;
    const { x, y } = pointOf(event);
    const connection = connectionUnder(x, y);
    if (connection !== undefined) say(insertExisting(store, node.id, connection));
    point(undefined);
  };
  /** An empty canvas becomes the workflow in a file; else the person is asked first. */
  const takeFile = async (file: File): Promise<void> => {
    if (file.size > maxBytes) {
      toast({ title: `${file.name} is too large for a workflow`, tone: "bad" });
      return;
    }
    const text = await file.text();
    const { actions, document: workflow } = store.getState();
    const read = parseWorkflow(text);
    if (read.document === undefined)
      toast({
        title: `${file.name} holds no workflow`,
        description: read.problems[0]?.message ?? "A workflow is a JSON object with nodes.",
        tone: "bad",
      });
    else if ((workflow?.nodes.length ?? 0) > 0) actions.ask({ what: "import", text });
    else actions.setText(read.text, { merge: "import" });
  };
  return {
    onNodeDrag,
    onNodeDragStop,
    onDragOver(event: DragEvent) {
      event.preventDefault();
      event.dataTransfer.dropEffect = locked ? "none" : "copy";
      if (!locked && !event.dataTransfer.types.includes("Files"))
        point(connectionUnder(event.clientX, event.clientY));
    },
    onDragLeave: () => point(undefined),
    onDrop(event: DragEvent) {
      const type = event.dataTransfer.getData(dragType);
      point(undefined);
      if (locked) return;
      const [file] = event.dataTransfer.files;
      if (file) {
        event.preventDefault();
        void takeFile(file);
        return;
      }
      if (!type) return;
      event.preventDefault();
      const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
      if (type === noteDrag) {
        boardTools.getState().now?.addNote(at);
        return;
      }
      const within = connectionUnder(event.clientX, event.clientY);
      say(
        addNodeOf(store, type, {
          at: { x: at.x - grip.x, y: at.y - grip.y },
          ...(within === undefined ? {} : { within }),
        }),
      );
    },
  };
}
