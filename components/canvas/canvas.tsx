"use client";

import {
  Background,
  BackgroundVariant,
  type Connection,
  ConnectionLineType,
  type EdgeChange,
  ReactFlow,
  SelectionMode,
  useStore as useFlowStore,
  useReactFlow,
  useStoreApi,
} from "@xyflow/react";
import { type MouseEvent, useCallback, useEffect, useMemo, useState } from "react";
import "@xyflow/react/dist/base.css";
import { announce } from "@/components/ui/announcer";
import { cn } from "@/components/ui/cn";
import { narrow } from "@/components/ui/use-media";
import { groupNode, isBoardNode } from "@/lib/editor/board-graph";
import { refusalOf } from "@/lib/editor/connect-rules";
import { type FlowEdge, type FlowNode, flowEdges, flowNodes } from "@/lib/editor/flow";
import { connectNodes } from "@/lib/editor/graph-edits";
import { mockedCards } from "@/lib/editor/mocked-cards";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";
import { counted } from "@/lib/nodes/fields";
import { groupOf } from "@/lib/workflow/board";
import type { WorkflowDocument } from "@/lib/workflow/document";
import "./canvas.css";
import "./board/board.css";
import { BoardMenu } from "./board/board-menu";
import { boardTools } from "./board/board-tools";
import { GroupBox } from "./board/group-box";
import { GroupFrame } from "./board/group-frame";
import { NoteCard } from "./board/note-card";
import { useBoard } from "./board/use-board";
import { type Asked, canvasActions, createCanvasActions } from "./canvas-actions";
import { CanvasContext, createOver } from "./canvas-context";
import { CanvasControls } from "./canvas-controls";
import { CanvasMenu } from "./canvas-menu";
import { ConnectBanner } from "./connect-banner";
import { ConnectionEdge } from "./connection-edge";
import { ConnectionsPicture, manyConnections } from "./connections-picture";
import { TinyContext, tinyZoom } from "./detail";
import { fitMove, fitOptions } from "./fit";
import { focusChosen } from "./focus-card";
import { GuideLines } from "./guide-lines";
import { bringIntoView } from "./into-view";
import { NodeCard } from "./node-card";
import { NodePicker } from "./node-picker";
import { Overview } from "./overview";
import { clipboardText, pasteText } from "./paste-text";
import { say } from "./say";
import { SelectionBar } from "./selection-bar";
import { useArrange } from "./use-arrange";
import { useCanvasKeys } from "./use-canvas-keys";
import { useCards } from "./use-cards";
import { useChangedInView } from "./use-changed-in-view";
import { useClipboard } from "./use-clipboard";
import { useConnectKeys } from "./use-connect-keys";
import { useCulling } from "./use-culling";
import { useDrops } from "./use-drops";
import { useFingerZoom } from "./use-finger-zoom";
import { useGuides } from "./use-guides";
import { useKeepCentre } from "./use-keep-centre";
import { useLongPress } from "./use-long-press";
import { useLooseEnd } from "./use-loose-end";
import { useNewInView } from "./use-new-in-view";
import { openForm, useNodeKeys } from "./use-node-keys";
import { proposalOf, usePicker } from "./use-picker";
import { useReveal } from "./use-reveal";
import { useShownLayout } from "./use-shown-layout";
import { useSteady } from "./use-steady";

const nodeTypes = { card: NodeCard, frame: GroupFrame, box: GroupBox, note: NoteCard };
const edgeTypes = { connection: ConnectionEdge };
const grid: [number, number] = [16, 16];
const deleteNothing = null;
const noEdges: FlowEdge[] = [];
const panWithMiddle = [1, 2];
const multiSelection = ["Shift", "Meta", "Control"];

/** A smaller canvas has no room for the overview beside the cards. */
const minimapRoom = { width: 620, height: 420 };

/** Below this zoom cards show only tile, title and state: the line beneath is too small to read, a larger title is not. */
const farZoom = 0.6;

/** React Flow bound to the store. */
export function Canvas({ document, onHelp }: { document: WorkflowDocument; onHelp: () => void }) {
  const store = useEditorStore();
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const flowStore = useStoreApi<FlowNode, FlowEdge>();
  const { layout, direction, automatic } = useShownLayout(document);
  const selection = useEditor((state) => state.selection);
  const locked = useEditor((state) => state.ui.readOnly || state.textBroken);
  const broken = useEditor((state) => state.textBroken);
  const far = useFlowStore((state) => state.transform[2] < farZoom);
  const tiny = useFlowStore((state) => state.transform[2] < tinyZoom);
  const roomy = useFlowStore(
    ({ width, height }) => width >= minimapRoom.width && height >= minimapRoom.height,
  );
  // An empty canvas must not move under the first card that is dropped on it.
  const [fitsAtFirst] = useState(document.nodes.length > 0);
  const [selects, setSelects] = useState(false);
  const [asked, setAsked] = useState<Asked | null>(null);

  const pins = useEditor((state) => state.pins);
  const known = useMemo(
    () => mockedCards(flowNodes(document, layout, direction), pins),
    [document, layout, direction, pins],
  );
  const guiding = useGuides();
  const { nodes, onNodesChange, chosen, choose } = useCards(known, guiding);
  const edges = useMemo(() => flowEdges(document), [document]);
  const picker = usePicker(layout, locked);
  const [over] = useState(createOver);
  const drops = useDrops(locked, over);
  const show = useCallback(
    (node: string) => {
      const { board: now, collapsed } = store.getState();
      const group = groupOf(now, node)?.id;
      const id = group !== undefined && collapsed.includes(group) ? groupNode(group) : node;
      const card = flow.getNode(id);
      if (card) bringIntoView(flow, flowStore.getState(), [card]);
    },
    [flow, flowStore, store],
  );
  const connectKeys = useConnectKeys({ layout, locked, show });
  const { connecting } = connectKeys;

  const shownEdges = useMemo(() => {
    const chosenEdge = selection?.kind === "connection" ? selection.id : undefined;
    const chosenEdges =
      chosenEdge === undefined
        ? edges
        : edges.map((edge) => (edge.id === chosenEdge ? { ...edge, selected: true } : edge));
    return connectKeys.edges.length === 0 ? chosenEdges : [...chosenEdges, ...connectKeys.edges];
  }, [edges, selection, connectKeys.edges]);
  const looseEnd = useLooseEnd(nodes, connecting);

  const board = useBoard({
    cards: looseEnd.nodes,
    edges: shownEdges,
    layout,
    direction,
    locked,
    automatic,
    chosenCards: chosen,
    changeCards: onNodesChange,
  });

  const culls = useCulling();
  const inPicture = tiny && board.edges.length >= manyConnections;

  const onEdgesChange = (changes: EdgeChange<FlowEdge>[]) => {
    const { actions, selection: now } = store.getState();
    for (const change of changes) {
      if (change.type !== "select") continue;
      if (change.selected) actions.select({ kind: "connection", id: change.id });
      else if (now?.kind === "connection" && now.id === change.id) actions.select(null);
    }
  };

  const reach = useSteady({
    openMenu: (about: Asked) => setAsked(about),
    insertAfter: picker.insertAfter,
    takesFocus: () => !asked?.outline && !window.document.activeElement?.closest("[data-outline]"),
  });
  const [actions] = useState(() =>
    createCanvasActions(store, {
      ...reach,
      chosen,
      choose,
      show,
      locked: () => store.getState().ui.readOnly || store.getState().textBroken,
      connect: connectKeys.begin,
    }),
  );
  const several = nodes.filter((node) => node.selected).map((node) => node.id);
  const count = several.length;
  useEffect(() => {
    if (count > 1) announce(`${counted(count, "node")} chosen`);
  }, [count]);
  useEffect(() => {
    canvasActions.setState({ now: actions });
    return () => canvasActions.setState({ now: null, chosen: new Set(), pointed: null });
  }, [actions]);
  useEffect(() => {
    const { chosen: before } = canvasActions.getState();
    if (before.size !== several.length || several.some((id) => !before.has(id)))
      canvasActions.setState({ chosen: new Set(several) });
  });

  const ask = (event: MouseEvent | globalThis.MouseEvent, about: Omit<Asked, "at">) => {
    event.preventDefault();
    const { clientX, clientY } = event;
    // The menu key has no pointer: the menu opens beside what has the focus.
    const box =
      clientX === 0 && clientY === 0 ? window.document.activeElement?.getBoundingClientRect() : null;
    setAsked({ at: box ? { x: box.right, y: box.top } : { x: clientX, y: clientY }, ...about });
  };

  const closeMenu = () => {
    setAsked(null);
    asked?.outline?.back();
  };

  const arrange = useArrange(known, chosen);
  const pasteHere = async (at: { x: number; y: number }) => {
    const text = await clipboardText();
    if (text !== undefined) pasteText(store, text, at, choose);
  };
  useCanvasKeys({ actions, locked, arrange, insertOn: picker.insertOn, onSelects: setSelects });
  useClipboard(actions, choose, locked);
  useNodeKeys({ layout: board.places, locked, automatic, chosen, choose, addAfter: picker.addAfter });
  useLongPress();
  useFingerZoom();
  useReveal();
  useChangedInView();
  useNewInView(known);
  useKeepCentre();
  const steady = useSteady({
    onNodesChange: board.onNodesChange,
    onEdgesChange,
    onEdgeMouseEnter: (_event: MouseEvent, edge: FlowEdge) => over.setState({ connection: edge.id }),
    onEdgeMouseLeave: () => over.setState({ connection: null }),
    onConnect: ({ source, sourceHandle, target: into }: Connection) =>
      say(connectNodes(store, proposalOf(source, sourceHandle, into))),
    onConnectStart: looseEnd.onConnectStart,
    onClickConnectStart: looseEnd.onClickConnectStart,
    onClickConnectEnd: looseEnd.letGo,
    onPaneClick: looseEnd.letGo,
    onConnectEnd: (...ended: Parameters<typeof picker.onConnectEnd>) => {
      looseEnd.letGo();
      picker.onConnectEnd(...ended);
    },
    onNodeMouseEnter: (_event: MouseEvent, node: FlowNode) => looseEnd.onOver(node.id),
    onNodeMouseLeave: () => looseEnd.onOver(null),
    isValidConnection: ({ source, sourceHandle, target: into }: FlowEdge | Connection) =>
      refusalOf(document, proposalOf(source, sourceHandle ?? null, into)) === undefined,
    onNodeClick: (event: MouseEvent, node: FlowNode) => {
      const proposal = looseEnd.proposalTo(node.id);
      if (proposal) {
        looseEnd.letGo();
        say(connectNodes(store, proposal));
        return;
      }
      // One of several that is clicked is meant alone; the library keeps them all, for dragging.
      const adds = event.shiftKey || event.ctrlKey || event.metaKey;
      if (!adds && !isBoardNode(node.id) && chosen().length > 1) choose([node.id]);
      if (!isBoardNode(node.id) && window.matchMedia(narrow).matches)
        store.getState().actions.setSheet("right");
    },
    onNodeDoubleClick: (_event: MouseEvent, node: FlowNode) => {
      if (isBoardNode(node.id)) board.open(node.id);
    },
    onNodeContextMenu: (event: MouseEvent, node: FlowNode) => {
      if (!isBoardNode(node.id) && !chosen().includes(node.id)) choose([node.id]);
      ask(event, { node: node.id });
    },
    onEdgeContextMenu: (event: MouseEvent, edge: FlowEdge) => {
      store.getState().actions.select({ kind: "connection", id: edge.id });
      ask(event, { connection: edge.id });
    },
    onPaneContextMenu: (event: MouseEvent | globalThis.MouseEvent) => ask(event, {}),
    ...drops,
  });
  const { insertOn } = useSteady({ insertOn: picker.insertOn });
  const tools = useMemo(() => ({ insertOn, arrange, over }), [insertOn, arrange, over]);

  return (
    <CanvasContext value={tools}>
      <TinyContext value={tiny}>
        <ReactFlow<FlowNode, FlowEdge>
          aria-label="Workflow graph"
          className={cn(
            far && "canvas-far",
            broken && "canvas-broken",
            selects && "canvas-selects",
            (connecting || looseEnd.isDrawing) && "canvas-connecting",
          )}
          nodes={board.nodes}
          edges={inPicture ? noEdges : board.edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          {...steady}
          onDoubleClick={picker.onPaneDoubleClick}
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
          panOnDrag={selects ? panWithMiddle : true}
          selectionOnDrag={selects}
          selectionMode={SelectionMode.Partial}
          multiSelectionKeyCode={multiSelection}
          fitView={fitsAtFirst}
          fitViewOptions={fitOptions}
          onlyRenderVisibleElements={culls}
          elevateNodesOnSelect
          attributionPosition="top-right"
        >
          <Background variant={BackgroundVariant.Dots} gap={16} size={1} color="var(--line-strong)" />
          {inPicture && <ConnectionsPicture nodes={board.nodes} edges={board.edges} />}
          {nodes.length > 0 && roomy && <Overview nodes={board.nodes} />}
          <GuideLines of={guiding} />
          {!locked && !automatic && count > 1 && <SelectionBar ids={several} actions={actions} />}
          <ConnectBanner connecting={connecting} tapped={looseEnd.tapped} refusal={looseEnd.refusal} />
          <CanvasControls onHelp={onHelp} selects={selects} onSelects={setSelects} />
        </ReactFlow>
        {picker.picker && (
          <NodePicker
            at={picker.picker.screen}
            withoutTriggers={picker.picker.after !== undefined || picker.picker.within !== undefined}
            onPick={picker.pick}
            onClose={() => picker.setPicker(null)}
            onClosed={picker.picker.back ?? (() => focusChosen(store.getState().selection))}
          />
        )}
        {asked?.node !== undefined && isBoardNode(asked.node) && (
          <BoardMenu at={asked.at} about={asked.node} locked={locked || automatic} onClose={closeMenu} />
        )}
        {asked && !(asked.node !== undefined && isBoardNode(asked.node)) && (
          <CanvasMenu
            asked={asked}
            actions={actions}
            locked={locked}
            onClose={closeMenu}
            open={(node, rename) => openForm(store.getState(), node, rename)}
            addAfter={(node) =>
              asked.outline ? picker.insertAfter(node, asked.at, asked.outline) : picker.addAfter(node)
            }
            addNote={() => boardTools.getState().now?.addNote(flow.screenToFlowPosition(asked.at))}
            pasteHere={() => void pasteHere(flow.screenToFlowPosition(asked.at))}
            addHere={() => picker.setPicker({ screen: asked.at })}
            insert={(connection) => picker.insertOn(connection, asked.at)}
            fit={() => void flow.fitView(fitMove)}
            tidy={() => arrange()}
          />
        )}
      </TinyContext>
    </CanvasContext>
  );
}
