"use client";

import { type NodeHandle, Position, ViewportPortal } from "@xyflow/react";
import { memo } from "react";
import type { FlowEdge, FlowNode } from "@/lib/editor/flow";
import { lookOfConnections, type RunLook } from "@/lib/editor/run-look";
import { useEditor } from "@/lib/editor/use-editor";
import { connectionPath, lineStyle } from "./connection-path";
import { joinPaths, useParts } from "./joined-paths";

/** From this many on, connections that are too small to be hit are drawn as one picture. */
export const manyConnections = 200;

/**
 * All connections, from far away: nothing of them can be read or hit there, and a thousand elements which each listen
 * to every move, are placed and are laid on each other take the browser longer than everything else on the page.
 */
export const ConnectionsPicture = memo(function ConnectionsPicture({
  nodes,
  edges,
}: {
  nodes: readonly FlowNode[];
  edges: readonly FlowEdge[];
}) {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const lines = edges.flatMap((edge) => lineOf(edge, known.get(edge.source), known.get(edge.target)) ?? []);
  const parts = useParts(lines);
  return (
    <ViewportPortal>
      <svg aria-hidden className="connections-picture">
        {parts.map(({ start, things }) => (
          <Part key={start} lines={things} />
        ))}
      </svg>
    </ViewportPortal>
  );
});

const chosen = "chosen";

const Part = memo(function Part({ lines }: { lines: readonly Line[] }) {
  const document = useEditor((state) => state.document);
  const run = useEditor((state) => state.run);
  const paths = lines.map(({ edge, path }) => ({
    look: edge.selected ? chosen : lookOfConnections({ document, run }, edge.data?.several ?? [edge.id]),
    path,
  }));
  return joinPaths(paths).map(({ look, d }) => (
    <path
      key={look}
      d={d}
      className={look === "running" ? "connection-running" : undefined}
      style={look === chosen ? lineStyle("idle", true) : lineStyle(look as RunLook, false)}
    />
  ));
});

interface Line {
  edge: FlowEdge;
  source: FlowNode;
  target: FlowNode;
  path: string;
}

const drawn = new WeakMap<FlowEdge, Line>();

/** The way of a connection between two cards, as React Flow would draw it; worked out again when one of them moves. */
function lineOf(
  edge: FlowEdge,
  source: FlowNode | undefined,
  target: FlowNode | undefined,
): Line | undefined {
  if (source === undefined || target === undefined) return undefined;
  const known = drawn.get(edge);
  if (known?.source === source && known.target === target) return known;
  const out = source.handles?.find(({ type, id }) => type === "source" && id === edge.sourceHandle);
  const into = target.handles?.find(({ type }) => type === "target");
  if (!out || !into) return undefined;
  const from = middleOf(source, out);
  const to = middleOf(target, into);
  const [path] = connectionPath({
    sourceX: from.x,
    sourceY: from.y,
    sourcePosition: out.position,
    targetX: to.x,
    targetY: to.y,
    targetPosition: into.position,
  });
  const line = { edge, source, target, path };
  drawn.set(edge, line);
  return line;
}

/** The middle of a handle's outer side. */
function middleOf({ position: at }: FlowNode, handle: NodeHandle): { x: number; y: number } {
  const { position, x, y, width = 0, height = 0 } = handle;
  const isAcross = position === Position.Left || position === Position.Right;
  return {
    x: at.x + x + (isAcross ? (position === Position.Right ? width : 0) : width / 2),
    y: at.y + y + (isAcross ? height / 2 : position === Position.Bottom ? height : 0),
  };
}
