"use client";

import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  ConnectionLineType,
  type EdgeChange,
  MiniMap,
  type NodeChange,
  type OnConnectEnd,
  ReactFlow,
  useStore as useFlowStore,
  useReactFlow,
} from "@xyflow/react";
import { type DragEvent, type MouseEvent, useCallback, useEffect, useMemo, useState } from "react";
import "@xyflow/react/dist/base.css";
import { cn } from "@/components/ui/cn";
import { toast } from "@/components/ui/toast";
import { narrow } from "@/components/ui/use-media";
import { freeExit, type Proposal, refusalOf } from "@/lib/editor/connect-rules";
import { type FlowEdge, type FlowNode, flowEdges, flowNodes } from "@/lib/editor/flow";
import { addNodeOf, connectNodes } from "@/lib/editor/graph-edits";
import type { Refusal } from "@/lib/editor/store-types";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";
import type { WorkflowDocument } from "@/lib/workflow/document";
import "./canvas.css";
import { CanvasContext, createOver } from "./canvas-context";
import { CanvasControls } from "./canvas-controls";
import { ConnectionEdge } from "./connection-edge";
import { dragType } from "./drag-type";
import { fitOptions } from "./fit";
import { minimapColour } from "./minimap-colour";
import { NodeCard } from "./node-card";
import { NodePicker } from "./node-picker";
import { useArrange } from "./use-arrange";
import { useCanvasKeys } from "./use-canvas-keys";
import { useChangedInView } from "./use-changed-in-view";
import { useClipboard } from "./use-clipboard";
import { useKeepCentre } from "./use-keep-centre";
import { useNewInView } from "./use-new-in-view";
import { useNodeKeys } from "./use-node-keys";
import { useReveal } from "./use-reveal";
import { useShownLayout } from "./use-shown-layout";

const nodeTypes = { card: NodeCard };
const edgeTypes = { connection: ConnectionEdge };
const grid: [number, number] = [16, 16];
const deleteNothing = null;
/** Cards go where their middle of the left edge is dropped. */
const grip = { x: 120, y: 32 };

/** A lower canvas has no room for the overview beside the cards. */
const minimapRoom = 420;

/** Below this zoom cards show only tile, title and state: the line beneath is too small to read, a larger title is not. */
const farZoom = 0.6;

const say = (refusal: Refusal | undefined) => {
  if (refusal) toast({ title: refusal.refused, tone: "bad" });
};

interface Picker {
  screen: { x: number; y: number };
  after?: { source: string; handle: string };
  within?: string;
  /** The new card stands where the flow leads, not where the list opened. */
  beside?: boolean;
}

/** React Flow bound to the store. */
export function Canvas({ document, onHelp }: { document: WorkflowDocument; onHelp: () => void }) {
  const store = useEditorStore();
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const { layout, direction, automatic } = useShownLayout(document);
  const selection = useEditor((state) => state.selection);
  const locked = useEditor((state) => state.ui.readOnly || state.textBroken);
  const broken = useEditor((state) => state.textBroken);
  const far = useFlowStore((state) => state.transform[2] < farZoom);
  const roomy = useFlowStore((state) => state.height >= minimapRoom);
  // An empty canvas must not move under the first card that is dropped on it.
  const [fitsAtFirst] = useState(document.nodes.length > 0);
  const [picker, setPicker] = useState<Picker | null>(null);

  const known = useMemo(() => flowNodes(document, layout, direction), [document, layout, direction]);
  const [nodes, setNodes] = useState<FlowNode[]>(known);
  const edges = useMemo(() => flowEdges(document), [document]);

  // The store's cards take over after each edit; what is only chosen here (several cards at once) stays chosen.
  // While drawing, not after it: otherwise every edit would be drawn twice.
  const [taken, setTaken] = useState(known);
  if (taken !== known) {
    const chosen = new Set(nodes.filter((node) => node.selected).map((node) => node.id));
    setTaken(known);
    setNodes(known.map((node) => (chosen.has(node.id) ? { ...node, selected: true } : node)));
  }

  useEffect(() => {
    setNodes((shown) => {
      const chosen = shown.filter((node) => node.selected);
      if (selection === null && chosen.length > 1) return shown;
      const id = selection?.kind === "node" ? selection.id : undefined;
      return shown.map((node) =>
        (node.selected ?? false) === (node.id === id) ? node : { ...node, selected: node.id === id },
      );
    });
  }, [selection]);

  const chosenEdges = useMemo(
    () =>
      edges.map((edge) =>
        selection?.kind === "connection" && selection.id === edge.id ? { ...edge, selected: true } : edge,
      ),
    [edges, selection],
  );

  const onNodesChange = (changes: NodeChange<FlowNode>[]) => {
    const wanted = changes.filter((change) => change.type === "position" || change.type === "select");
    if (wanted.length === 0) return;
    const next = applyNodeChanges(wanted, nodes);
    setNodes(next);
    const { actions } = store.getState();
    if (wanted.some((change) => change.type === "select")) {
      const chosen = next.filter((node) => node.selected);
      if (chosen.length === 1) actions.select({ kind: "node", id: chosen[0]!.id });
      else if (chosen.length > 1 || store.getState().selection?.kind === "node") actions.select(null);
    }
    const dropped = wanted.filter((change) => change.type === "position" && !change.dragging);
    if (dropped.length > 0) {
      const moved = new Set(dropped.map((change) => ("id" in change ? change.id : "")));
      actions.moveNodes(
        Object.fromEntries(next.filter((node) => moved.has(node.id)).map((node) => [node.id, node.position])),
      );
    }
  };

  const onEdgesChange = (changes: EdgeChange<FlowEdge>[]) => {
    const { actions, selection: now } = store.getState();
    for (const change of changes) {
      if (change.type !== "select") continue;
      if (change.selected) actions.select({ kind: "connection", id: change.id });
      else if (now?.kind === "connection" && now.id === change.id) actions.select(null);
    }
  };

  const proposalOf = (
    source: string | null,
    handle: string | null | undefined,
    target: string | null,
  ): Proposal => ({
    source: source ?? "",
    handle: handle ?? "",
    target: target ?? "",
  });

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

  const onDrop = (event: DragEvent) => {
    const type = event.dataTransfer.getData(dragType);
    if (!type) return;
    event.preventDefault();
    const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    say(addNodeOf(store, type, { at: { x: at.x - grip.x, y: at.y - grip.y } }));
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

  const arrange = useArrange(nodes);
  const chosen = () => nodes.filter((node) => node.selected).map((node) => node.id);
  useCanvasKeys(chosen, locked, arrange);
  useClipboard(chosen, locked);
  useNodeKeys({
    layout,
    locked,
    automatic,
    addAfter(source) {
      const place = layout[source];
      const handle = freeExit(document, source);
      if (place)
        setPicker({
          screen: flow.flowToScreenPosition({ x: place.x + 240, y: place.y }),
          beside: true,
          ...(handle ? { after: { source, handle } } : {}),
        });
    },
  });
  useReveal();
  useChangedInView();
  useNewInView(known);
  useKeepCentre();
  // Stable: a new function would draw every card of the overview again.
  const colourOf = useCallback(
    (node: FlowNode) => minimapColour(store.getState().document, node.id),
    [store],
  );
  const [over] = useState(createOver);
  const tools = useMemo(
    () => ({
      insertOn: (within: string, screen: { x: number; y: number }) => setPicker({ screen, within }),
      arrange,
      over,
    }),
    [over, arrange],
  );

  return (
    <CanvasContext value={tools}>
      <ReactFlow<FlowNode, FlowEdge>
        aria-label="Workflow graph"
        className={cn(far && "canvas-far", broken && "canvas-broken")}
        nodes={nodes}
        edges={chosenEdges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onEdgeMouseEnter={(_event, edge) => over.setState({ connection: edge.id })}
        onEdgeMouseLeave={() => over.setState({ connection: null })}
        onConnect={({ source, sourceHandle, target }) =>
          say(connectNodes(store, proposalOf(source, sourceHandle, target)))
        }
        onConnectEnd={onConnectEnd}
        isValidConnection={({ source, sourceHandle, target }) =>
          refusalOf(document, proposalOf(source, sourceHandle ?? null, target)) === undefined
        }
        onNodeClick={() => {
          if (window.matchMedia(narrow).matches) store.getState().actions.setSheet("right");
        }}
        onDrop={onDrop}
        onDragOver={(event) => {
          event.preventDefault();
          event.dataTransfer.dropEffect = locked ? "none" : "copy";
        }}
        onDoubleClick={onPaneDoubleClick}
        nodesDraggable={!locked && !automatic}
        nodesConnectable={!locked}
        connectionRadius={28}
        connectionLineType={ConnectionLineType.SmoothStep}
        deleteKeyCode={deleteNothing}
        zoomOnDoubleClick={false}
        snapToGrid
        snapGrid={grid}
        minZoom={0.1}
        maxZoom={2}
        panOnScroll
        selectionOnDrag={false}
        multiSelectionKeyCode="Shift"
        fitView={fitsAtFirst}
        fitViewOptions={fitOptions}
        onlyRenderVisibleElements
        elevateNodesOnSelect
        attributionPosition="top-right"
      >
        <Background variant={BackgroundVariant.Dots} gap={16} size={1} color="var(--line-strong)" />
        {nodes.length > 0 && roomy && (
          <MiniMap
            position="bottom-right"
            pannable
            zoomable
            ariaLabel="Overview of the graph"
            nodeColor={colourOf}
            nodeBorderRadius={16}
            className="max-[900px]:hidden"
            style={{ width: 160, height: 96 }}
          />
        )}
        <CanvasControls onHelp={onHelp} />
      </ReactFlow>
      {picker && (
        <NodePicker
          at={picker.screen}
          withoutTriggers={picker.after !== undefined || picker.within !== undefined}
          onPick={pick}
          onClose={() => setPicker(null)}
        />
      )}
    </CanvasContext>
  );
}
