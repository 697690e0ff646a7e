"use client";

import { type OnConnectStart, useStoreApi } from "@xyflow/react";
import { useEffect, useMemo, useRef, useState } from "react";
import { announce } from "@/components/ui/announcer";
import { isBoardNode } from "@/lib/editor/board-graph";
import { freeExit, type LooseEnd, type Proposal, refusalsFrom } from "@/lib/editor/connect-rules";
import type { FlowNode } from "@/lib/editor/flow";
import { useEditor } from "@/lib/editor/use-editor";
import type { Connecting } from "./use-connect-keys";

/**
 * Where the connection on its way may lead, whether it is dragged, tapped, or led by the keyboard: cards that it may
 * not go to are dimmed, and say why under the pointer. A handle that is tapped or clicked waits for the other card.
 */
export function useLooseEnd(nodes: FlowNode[], connecting: Connecting | null) {
  const flowStore = useStoreApi();
  const document = useEditor((state) => state.document);
  const [drawn, setDrawn] = useState<(LooseEnd & { tapped: boolean }) | null>(null);
  const [over, setOver] = useState<string | null>(null);
  // One tap is heard by a handle and by its card; the second must know of the first.
  const latest = useRef(drawn);
  const begin = (next: typeof drawn) => {
    latest.current = next;
    setDrawn(next);
  };

  const source = connecting?.source;
  const handle = connecting?.exit.handle;
  const end = useMemo(
    (): LooseEnd | null =>
      drawn ?? (source === undefined || handle === undefined ? null : { node: source, handle }),
    [drawn, source, handle],
  );
  const refusals = useMemo(
    () => (document && end !== null ? refusalsFrom(document, end) : undefined),
    [document, end],
  );
  const target = connecting?.target;
  const shown = useMemo(() => {
    if (refusals === undefined) return nodes;
    return nodes.map((node) => {
      if (!refusals.has(node.id)) return node;
      const refused = refusals.get(node.id) !== undefined;
      const className = node.id === target ? "connect-target" : refused ? "connect-refused" : "connect-may";
      return { ...node, className };
    });
  }, [nodes, refusals, target]);

  const letGo = useRef(() => {
    begin(null);
    flowStore.setState({ connectionClickStartHandle: null });
  }).current;
  const isTapped = drawn?.tapped === true;
  useEffect(() => {
    if (!isTapped) return;
    announce("Choose the node to connect to");
    const down = ({ key }: KeyboardEvent) => key === "Escape" && letGo();
    window.addEventListener("keydown", down);
    return () => window.removeEventListener("keydown", down);
  }, [isTapped, letGo]);

  const start =
    (tapped: boolean): OnConnectStart =>
    (_event, { nodeId, handleId, handleType }) => {
      if (nodeId === null) return;
      const from = handleType === "target" ? { into: true as const } : { handle: handleId ?? "" };
      begin({ node: nodeId, ...from, tapped });
    };
  return {
    nodes: shown,
    onConnectStart: start(false),
    onClickConnectStart: start(true),
    letGo,
    isDrawing: drawn !== null,
    /** The node whose handle was tapped, while the other end is wanted. */
    tapped: isTapped ? drawn.node : undefined,
    /** The card under the pointer; null when it leaves one. */
    onOver: (node: string | null) => setOver(node !== null && isBoardNode(node) ? null : node),
    /** Why the connection cannot go to the card under the pointer. */
    refusal: over === null ? undefined : refusals?.get(over),
    /** What a tap on a card means while a handle waits for it; nothing else. */
    proposalTo(node: string): Proposal | undefined {
      const from = latest.current;
      if (!from?.tapped || !document || node === from.node || isBoardNode(node)) return undefined;
      if ("handle" in from) return { source: from.node, handle: from.handle, target: node };
      return { source: node, handle: freeExit(document, node) ?? "", target: from.node };
    },
  };
}
