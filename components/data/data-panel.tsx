"use client";

import { MousePointer2, Search } from "lucide-react";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { useStore } from "zustand";
import { Segments } from "@/components/run/json-view";
import { lastField } from "@/components/scratchpad/last-field";
import { EmptyState } from "@/components/ui/empty-state";
import { toast } from "@/components/ui/toast";
import { inputRoots, outputRoots } from "@/lib/editor/data-roots";
import { type DataRow, dataRows } from "@/lib/editor/data-rows";
import type { LanguageFacts } from "@/lib/editor/language/facts";
import { holdPreviewSession } from "@/lib/editor/preview-session";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";
import { DataTree, draggedOf } from "./data-tree";
import { insertAtLast, lastPanel, placeOf } from "./insert-target";

/** What the chosen node can read, and what it gave: to look at, and to drag into its fields. */
export function DataPanel() {
  const node = useEditor((state) => (state.selection?.kind === "node" ? state.selection.id : undefined));
  if (node === undefined)
    return (
      <EmptyState icon={<MousePointer2 />} title="No node chosen">
        Choose a node to see what it can read and what it gave.
      </EmptyState>
    );
  return <NodeData key={node} node={node} />;
}

function NodeData({ node }: { node: string }) {
  const store = useEditorStore();
  const facts = useFacts();
  const [side, setSide] = useState<"input" | "output">("input");
  const [choices, setChoices] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed);
  const roots = useMemo(() => {
    if (facts === undefined) return [];
    return side === "input" ? inputRoots(facts, node, Date.now()) : outputRoots(facts, node, Date.now());
  }, [facts, node, side]);
  const rows = useMemo(() => dataRows(roots, choices, search), [roots, choices, search]);
  const hits = useMemo(() => rows.filter((row) => row.hit).length, [rows]);
  const panel = useStore(lastPanel, (state) => state.panel);
  const field = useStore(lastField, (state) => state.field);
  const place = placeOf(panel, field);
  const insert = (row: DataRow) => {
    if (insertAtLast(store, draggedOf(row))) return;
    toast({
      title: "No field to write into",
      description: "Put the cursor into a field that takes templates first.",
    });
  };
  const label = side === "input" ? "Data that the node can read" : "Data that the node gave";
  return (
    <section aria-label="Data" className="flex h-full min-h-0 flex-col">
      <div className="flex h-9 shrink-0 pointer-coarse:h-[52px] items-center gap-2 border-line border-b px-2">
        <Segments
          label="Side of the node"
          value={side}
          onChange={setSide}
          items={[
            { value: "input", label: "Input" },
            { value: "output", label: "Output" },
          ]}
        />
        {search !== "" && (
          <span role="status" className="ml-auto shrink-0 text-dim text-xs tabular">
            {hits === 0 ? "No match" : hits === 1 ? "1 match" : `${hits} matches`}
          </span>
        )}
      </div>
      <div className="flex h-8 shrink-0 items-center gap-1.5 border-line border-b px-2 pointer-coarse:h-finger">
        <Search aria-hidden className="size-3.5 shrink-0 text-dim" />
        <input
          type="search"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder="Search names and values"
          aria-label="Search the data"
          className="h-7 min-w-0 flex-1 bg-transparent pointer-coarse:h-finger text-xs outline-none placeholder:text-dim"
        />
      </div>
      <DataTree
        rows={rows}
        label={label}
        onToggle={(row, open) => setChoices(new Map(choices).set(row.id, open))}
        onInsert={insert}
      />
      <p className="shrink-0 border-line border-t px-3 py-1.5 text-dim text-xs">
        {place === undefined
          ? "Drag a value into a field."
          : `Drag a value, or Enter to insert into ${place}.`}
      </p>
    </section>
  );
}

/** What is known of values; made again when a run ended or the document changed, and typing paused. */
function useFacts(): LanguageFacts | undefined {
  const store = useEditorStore();
  const [facts, setFacts] = useState<LanguageFacts>();
  const document = useDeferredValue(useEditor((state) => state.document));
  const blueprints = useEditor((state) => state.blueprints);
  useEffect(() => {
    const { session, release } = holdPreviewSession(store);
    const read = () => setFacts(session.facts());
    // Facts follow the document; what stays the same in them is remembered there.
    if (document !== undefined || blueprints !== undefined) read();
    const stop = session.onChange(read);
    return () => {
      stop();
      release();
    };
  }, [store, document, blueprints]);
  return facts;
}
