"use client";

import { type OnConnectEnd, useReactFlow } from "@xyflow/react";
import { type MouseEvent, useState } from "react";
import type { Layout } from "@/lib/editor/api-types";
import { freeExit, type Proposal } from "@/lib/editor/connect-rules";
import { connectionId, exitsOf, type FlowEdge, type FlowNode, handleOf } from "@/lib/editor/flow";
import { addNodeOf, connectNodes } from "@/lib/editor/graph-edits";
import { nodePlace } from "@/lib/editor/selectors";
import { useEditorStore } from "@/lib/editor/use-editor";
import { connectionsOf } from "@/lib/workflow/document";
import type { CanvasReach } from "./canvas-actions";
import { say } from "./say";
import { grip } from "./use-drops";

export interface Picker {
  screen: { x: number; y: number };
  after?: { source: string; handle: string };
  within?: string;
  /** The new card stands where the flow leads, not where the list opened. */
  beside?: boolean;
  /** Gives the keyboard back to where the list was asked for. */
  back?: () => void;
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

  /** Behind a way out, between it and what it leads to; the first free one when none is named, else the first. */
  const insertAfter: CanvasReach["insertAfter"] = (source, screen, { handle, back } = {}) => {
    const { document } = store.getState();
    const node = nodePlace(document, source)?.value;
    if (locked || !document || !node) return;
    const way = handle ?? freeExit(document, source) ?? exitsOf(node)[0]?.handle;
    const taken = connectionsOf(document).find(
      (each) => each.sourceIdentifier === source && handleOf(each) === way,
    );
    setPicker({
      screen,
      beside: true,
      ...(taken ? { within: connectionId(taken) } : way ? { after: { source, handle: way } } : {}),
      ...(back ? { back } : {}),
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

  return { picker, setPicker, pick, onConnectEnd, onPaneDoubleClick, addAfter, insertAfter, insertOn };
}
