"use client";

import { Copy, Ellipsis, MousePointer2, Terminal, Trash2, Unplug } from "lucide-react";
import dynamic from "next/dynamic";
import { NodeTile } from "@/components/canvas/node-tile";
import { sayPins } from "@/components/canvas/say";
import { copyAsCurl } from "@/components/curl/copy-as-curl";
import { PinItems } from "@/components/run/pin-items";
import { EmptyState } from "@/components/ui/empty-state";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Spinner } from "@/components/ui/spinner";
import { Tabs } from "@/components/ui/tabs";
import { duplicateNodes } from "@/lib/editor/clipboard";
import { removeThings } from "@/lib/editor/graph-edits";
import { toggleDisabled, togglePins } from "@/lib/editor/pin-edits";
import { removeAndReconnect } from "@/lib/editor/reconnect";
import { nodeOf } from "@/lib/editor/selectors";
import type { InspectorTab } from "@/lib/editor/store-types";
import { useEditor, useEditorActions, useEditorStore } from "@/lib/editor/use-editor";
import { definitionOf } from "@/lib/nodes/definitions";
import type { WorkflowNode } from "@/lib/workflow/document";
import { ConnectionPanel } from "./connection-panel";
import { LastRun } from "./last-run";
import { NodeForm } from "./node-form";
import { useLocked } from "./use-field";
import { useFocusPlace } from "./use-focus-place";
import { WorkflowForm } from "./workflow-form";

const NodeJson = dynamic(() => import("@/components/json/node-json").then((module) => module.NodeJson), {
  loading: () => (
    <div className="flex h-full items-center justify-center">
      <Spinner label="Loading the JSON editor" />
    </div>
  ),
  ssr: false,
});

/** What is chosen, in full. */
export function Inspector() {
  const selection = useEditor((state) => state.selection);
  const document = useEditor((state) => state.document);
  const node = useEditor((state) => (selection?.kind === "node" ? nodeOf(state, selection.id) : undefined));
  useFocusPlace();
  if (!document)
    return (
      <EmptyState icon={<MousePointer2 />} title="Nothing to inspect">
        The workflow's text cannot be read yet. Mend it in the JSON panel.
      </EmptyState>
    );
  if (node) return <NodePanel node={node} />;
  if (selection?.kind === "connection") return <ConnectionPanel id={selection.id} />;
  return (
    <>
      <header className="flex h-9 shrink-0 items-center border-line border-b px-4 font-medium text-sm">
        Workflow
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <WorkflowForm document={document} />
      </div>
    </>
  );
}

function NodePanel({ node }: { node: WorkflowNode }) {
  const tab = useEditor((state) => state.ui.right.tab);
  const { setRight } = useEditorActions();
  const { identifier } = node;
  return (
    <>
      <header className="flex h-12 shrink-0 pointer-coarse:h-[52px] items-center gap-2.5 px-4">
        <NodeTile type={node.config.type} size="medium" />
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-medium text-sm leading-[18px]">{node.title || identifier}</h2>
          <p className="truncate text-faint text-xs">
            {definitionOf(node.config.type)?.title ?? node.config.type}
          </p>
        </div>
        <NodeMenu node={node} />
      </header>
      <Tabs
        label="Inspector"
        className="flex-1"
        value={tab}
        onChange={(value) => setRight({ tab: value as InspectorTab })}
        items={[
          { value: "form", label: "Form", content: <NodeForm key={identifier} node={node} /> },
          { value: "json", label: "JSON", content: <NodeJson /> },
          { value: "last-run", label: "Last run", content: <LastRun node={identifier} /> },
        ]}
      />
    </>
  );
}

function NodeMenu({ node }: { node: WorkflowNode }) {
  const { identifier } = node;
  const store = useEditorStore();
  const locked = useLocked();
  return (
    <Menu
      align="end"
      trigger={
        <button
          type="button"
          aria-label="Node actions"
          className="inline-flex size-7 items-center justify-center rounded-control text-dim hover:bg-hover hover:text-text"
        >
          <Ellipsis className="size-4" />
        </button>
      }
    >
      <MenuItem
        icon={<Copy />}
        keys={["Mod", "D"]}
        disabled={locked}
        onSelect={() => duplicateNodes(store, [identifier])}
      >
        Duplicate
      </MenuItem>
      {node.config.type === "WEBHOOK" && (
        <MenuItem icon={<Terminal />} onSelect={() => void copyAsCurl(node)}>
          Copy as cURL
        </MenuItem>
      )}
      <PinItems
        node={identifier}
        locked={locked}
        togglePins={() => sayPins(togglePins(store, [identifier]))}
        toggleDisabled={() => sayPins(toggleDisabled(store, [identifier]))}
      />
      <MenuItem
        icon={<Unplug />}
        keys={["Mod", "Del"]}
        disabled={locked}
        onSelect={() => removeAndReconnect(store, [identifier])}
      >
        Delete and reconnect
      </MenuItem>
      <MenuItem
        icon={<Trash2 />}
        keys={["Del"]}
        danger
        disabled={locked}
        onSelect={() => removeThings(store, { nodes: [identifier], connections: [] })}
      >
        Delete
      </MenuItem>
    </Menu>
  );
}
