import { type Edge, type Node, ReactFlow, useEdgesState, useNodesState } from "@xyflow/react";
import { createRoot } from "react-dom/client";
import "@xyflow/react/dist/style.css";

/*
 * The floor: what React Flow itself takes for the same cards at the same places, with its own nodes and edges and
 * nothing else on the page. `?culled` draws only what can be seen. Who measures finds React Flow as `window.flow`.
 */

interface Graph {
  nodes: Node[];
  edges: Edge[];
  width: number;
  height: number;
}

function Floor({ graph, culled }: { graph: Graph; culled: boolean }) {
  const [nodes, , onNodesChange] = useNodesState(graph.nodes);
  const [edges, , onEdgesChange] = useEdgesState(graph.edges);
  return (
    <div style={{ width: graph.width, height: graph.height }}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onlyRenderVisibleElements={culled}
        panOnScroll
        minZoom={0.1}
        maxZoom={2}
        fitView
        fitViewOptions={{ padding: 0.04, maxZoom: 1 }}
        onInit={(flow) => Object.assign(window, { flow })}
      />
    </div>
  );
}

const words = new URLSearchParams(location.search);
const answer = await fetch(`/${words.get("nodes")}.json`);
createRoot(document.getElementById("root")!).render(
  <Floor graph={(await answer.json()) as Graph} culled={words.has("culled")} />,
);
