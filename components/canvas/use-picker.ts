"use client";

import { type OnConnectEnd, useReactFlow } from "@xyflow/react";
import { type MouseEvent, useState } from "react";
import type { Layout } from "@/lib/editor/api-types";
import { freeExit, type Proposal } from "@/lib/editor/connect-rules";
import type { FlowEdge, FlowNode } from "@/lib/editor/flow";
import { addNodeOf, connectNodes } from "@/lib/editor/graph-edits";
import { useEditorStore } from "@/lib/editor/use-editor";
import { say } from "./say";
import { grip } from "./use-drops";

export interface Picker {
  screen: { x: number; y: number };
  after?: { source: string; handle: string };
  within?: string;
  /** The new card stands where the flow leads, not where the list opened. */
  beside?: boolean;
}

export const proposalOf = (
  source: string | null,
  handle: string | null | undefined,
  target: string | null,
): Proposal => ({
  source: source ?? "",
  handle: handle ?? "",
  target: target ?? "",
});

/** The list of node types that opens at a place, and every way to ask for it. */
export function usePicker(layout: Layout, locked: boolean) {
  const store = useEditorStore();
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const [picker, setPicker] = useState<Picker | null>(null);

  /** Dropped on a card instead of its handle counts too; dropped on nothing asks what should come next. */
  const onConnectEnd: OnConnectEnd = (event, state) => {
    if (!state.fromNode || !state.fromHandle || state.isValid) return;
    const forwards = state.fromHandle.type === "source";
    const point = "changedTouches" in event ? event.changedTouches[0]! : event;
    const under = window.document.elementFromPoint(point.clientX, point.clientY);
    const card = under?.closest<HTMLElement>(".react-flow__node")?.dataset.id;
    const other = state.toNode?.id ?? card;
    const handle = forwards ? state.fromHandle.id : state.toHandle?.id;
    if (other && (forwards || handle)) {
      const [source, target] = forwards ? [state.fromNode.id, other] : [other, state.fromNode.id];
      if (source !== target || state.toHandle) say(connectNodes(store, proposalOf(source, handle, target)));
      return;
    }
    if (forwards && under?.closest(".react-flow__pane"))
      setPicker({
        screen: { x: point.clientX, y: point.clientY },
        after: { source: state.fromNode.id, handle: state.fromHandle.id ?? "" },
      });
  };

  const onPaneDoubleClick = (event: MouseEvent) => {
    if (!locked && (event.target as Element).closest(".react-flow__pane"))
      setPicker({ screen: { x: event.clientX, y: event.clientY } });
  };

  const pick = (type: string) => {
    if (!picker) return;
    const { screen, after, within, beside: isBeside } = picker;
    const at = flow.screenToFlowPosition(screen);
    const beside = { x: at.x, y: at.y - grip.y };
    const middle = { x: at.x - grip.x, y: at.y - grip.y };
    setPicker(null);
    say(
      addNodeOf(store, type, {
        ...(isBeside ? {} : { at: after ? beside : middle }),
        ...(after ? { after } : {}),
        ...(within ? { within } : {}),
      }),
    );
  };

  /** Behind a card; a node without a free way out gets one that leads from nowhere. */
  const addAfter = (source: string) => {
    const { document } = store.getState();
    const place = layout[source];
    const handle = document && freeExit(document, source);
    if (place)
      setPicker({
        screen: flow.flowToScreenPosition({ x: place.x + 240, y: place.y }),
        beside: true,
        ...(handle ? { after: { source, handle } } : {}),
      });
  };

  /** Into a connection; at its middle on the screen when no place is given. */
  const insertOn = (connection: string, screen?: { x: number; y: number }) => {
    const [source = "", , target = ""] = connection.split("|");
    const [from, to] = [layout[source], layout[target]];
    const middle = from && to && { x: (from.x + to.x + 240) / 2, y: (from.y + to.y + 64) / 2 };
    const at = screen ?? (middle && flow.flowToScreenPosition(middle));
    if (at) setPicker({ screen: at, within: connection });
  };

  return { picker, setPicker, pick, onConnectEnd, onPaneDoubleClick, addAfter, insertOn };
}
