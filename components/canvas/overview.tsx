"use client";

import { Panel, useStore as useFlowStore, useReactFlow, useStoreApi } from "@xyflow/react";
import { memo, type PointerEvent, useEffect, useId, useMemo, useRef } from "react";
import { shallow } from "zustand/shallow";
import { frameOf } from "@/lib/editor/align";
import type { FlowNode } from "@/lib/editor/flow";
import { useEditorStore } from "@/lib/editor/use-editor";
import { joinPaths, useParts } from "./joined-paths";
import { minimapColour } from "./minimap-colour";

const size = { width: 160, height: 96 };
/** Room around the graph, and the roundness of its cards, in their own measure. */
const around = 5;
const radius = 16;

/**
 * The whole graph and the part of it that is in view: dragged it moves the view, turned over it zooms. React Flow's
 * own has an element for each card, and each of those listens to every move of the view.
 */
export const Overview = memo(function Overview({ nodes }: { nodes: readonly FlowNode[] }) {
  const title = useId();
  const svg = useRef<SVGSVGElement>(null);
  const flow = useReactFlow();
  const flowStore = useStoreApi();
  const graph = useMemo(() => frameOf(nodes.map(boxOf)), [nodes]);
  const { x, y, width, height } = useFlowStore(
    ({ transform: [left, top, zoom], width: across, height: down }) => ({
      x: -left / zoom,
      y: -top / zoom,
      width: across / zoom,
      height: down / zoom,
    }),
    shallow,
  );
  const all = frameOf([...(graph ? [graph] : []), { x, y, width, height }])!;
  const scale = Math.max(all.width / size.width, all.height / size.height);
  const room = around * scale;
  const whole = {
    x: all.x - (scale * size.width - all.width) / 2 - room,
    y: all.y - (scale * size.height - all.height) / 2 - room,
    width: scale * size.width + room * 2,
    height: scale * size.height + room * 2,
  };

  // Not passive, for turning the wheel with Ctrl must not zoom the page.
  useEffect(() => {
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const step = event.deltaMode === 1 ? 0.05 : event.deltaMode ? 1 : 0.002;
      void flow.zoomTo(flow.getZoom() * 2 ** (-event.deltaY * step));
    };
    const element = svg.current;
    element?.addEventListener("wheel", wheel, { passive: false });
    return () => element?.removeEventListener("wheel", wheel);
  }, [flow]);
  const pointer = useRef({ x: 0, y: 0 });
  const hold = ({ clientX, clientY, currentTarget, pointerId }: PointerEvent) => {
    currentTarget.setPointerCapture(pointerId);
    pointer.current = { x: clientX, y: clientY };
  };
  const move = ({ clientX, clientY, currentTarget, pointerId }: PointerEvent) => {
    if (!currentTarget.hasPointerCapture(pointerId)) return;
    const by = { x: clientX - pointer.current.x, y: clientY - pointer.current.y };
    pointer.current = { x: clientX, y: clientY };
    const [left, top, zoom] = flowStore.getState().transform;
    void flow.setViewport({ x: left - by.x * scale * zoom, y: top - by.y * scale * zoom, zoom });
  };

  return (
    <Panel position="bottom-right" className="react-flow__minimap max-[900px]:hidden" style={size}>
      <svg
        ref={svg}
        role="img"
        aria-labelledby={title}
        className="react-flow__minimap-svg touch-none"
        {...size}
        viewBox={`${whole.x} ${whole.y} ${whole.width} ${whole.height}`}
        onPointerDown={hold}
        onPointerMove={move}
      >
        <title id={title}>Overview of the graph</title>
        <Cards nodes={nodes} />
        <path
          className="react-flow__minimap-mask"
          d={`${rectangle(whole)}${rectangle({ x, y, width, height })}`}
          fillRule="evenodd"
          pointerEvents="none"
        />
      </svg>
    </Panel>
  );
});

const Cards = memo(function Cards({ nodes }: { nodes: readonly FlowNode[] }) {
  return useParts(nodes).map(({ start, things }) => <Part key={start} nodes={things} />);
});

const Part = memo(function Part({ nodes }: { nodes: readonly FlowNode[] }) {
  const store = useEditorStore();
  const state = store.getState();
  const cards = nodes.map((node) => ({ look: minimapColour(state, node), path: cardPath(node) }));
  return joinPaths(cards).map(({ look, d }) => <path key={look} d={d} style={{ fill: look }} />);
});

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const boxOf = ({ position, width = 0, height = 0 }: FlowNode): Box => ({ ...position, width, height });
const rectangle = ({ x, y, width, height }: Box) => `M${x},${y}h${width}v${height}h${-width}z`;

const paths = new WeakMap<FlowNode, string>();

function cardPath(node: FlowNode): string {
  const known = paths.get(node) ?? rounded(boxOf(node));
  paths.set(node, known);
  return known;
}

const corner = (x: number, y: number) => `a${radius},${radius} 0 0 1 ${x * radius},${y * radius}`;
const rounded = ({ x, y, width, height }: Box) =>
  `M${x + radius},${y}h${width - 2 * radius}${corner(1, 1)}v${height - 2 * radius}${corner(-1, 1)}` +
  `h${2 * radius - width}${corner(-1, -1)}v${2 * radius - height}${corner(1, -1)}z`;
