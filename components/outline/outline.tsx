"use client";

import { ListTree } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useState } from "react";
import { Segments } from "@/components/run/json-view";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchBox } from "@/components/ui/search-box";
import { remember } from "@/lib/editor/remember";
import { useEditor } from "@/lib/editor/use-editor";
import type { WorkflowDocument } from "@/lib/workflow/document";
import { OutlineTree } from "./outline-tree";
import { type Order, useOutlineRows } from "./use-outline-rows";

/** The workflow as a tree: the same nodes, choice and actions as on the canvas. */
export function Outline() {
  const document = useEditor((state) => state.document);
  if (!document || document.nodes.length === 0)
    return (
      <EmptyState icon={<ListTree />} title="Nothing to list yet">
        The nodes of the workflow appear here in the order they run.
      </EmptyState>
    );
  return <Listed document={document} />;
}

function Listed({ document }: { document: WorkflowDocument }) {
  const hasGroups = useEditor((state) => state.board.groups.length > 0);
  const [order, setOrder] = useState<Order>(remember.outline);
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed);
  const list = useOutlineRows(document, hasGroups ? order : "flow", search);
  const choose = (next: Order) => {
    setOrder(next);
    remember.keepOutline(next);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape" && typed !== "") setTyped("");
    else if (event.key === "ArrowDown" || (event.key === "Enter" && list.rows.length > 0))
      event.currentTarget
        .closest("section")
        ?.querySelector<HTMLElement>("[role=treeitem][tabindex='0']")
        ?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <section aria-label="Outline" data-outline className="flex h-full min-h-0 flex-col">
      <div className="grid shrink-0 grid-cols-[minmax(0,1fr)] justify-items-start gap-2 border-line border-b p-2">
        <div className="w-full">
          <SearchBox label="Search the outline" value={typed} onChange={setTyped} onKeyDown={onKeyDown} />
        </div>
        {hasGroups && (
          <Segments
            label="Order of the outline"
            value={order}
            onChange={choose}
            items={[
              { value: "flow", label: "Flow" },
              { value: "groups", label: "Groups" },
            ]}
          />
        )}
      </div>
      {list.rows.length === 0 ? (
        <p role="status" className="px-3 py-6 text-center text-dim text-xs">
          No node matches "{search}".
        </p>
      ) : (
        <OutlineTree list={list} filtered={search.trim() !== ""} />
      )}
    </section>
  );
}
