"use client";

import { Braces, MousePointerClick, Workflow } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { TourOffer } from "@/components/tour/tour-offer";
import { EmptyState } from "@/components/ui/empty-state";
import { toast } from "@/components/ui/toast";
import { addNodeOf } from "@/lib/editor/graph-edits";
import { useEditor, useEditorActions, useEditorStore } from "@/lib/editor/use-editor";

const way =
  "pointer-events-auto flex w-full items-center gap-3 rounded-card border border-line bg-raised px-3.5 py-3 text-left transition-colors hover:border-accent";

/** Three ways to begin. The canvas under it stays a place to drop onto. */
export function EmptyCanvas() {
  const store = useEditorStore();
  const { setDrawer } = useEditorActions();
  const readOnly = useEditor((state) => state.ui.readOnly);
  const addTrigger = () => {
    const refusal = addNodeOf(store, "SELF_SERVE_TRIGGER", { at: { x: 0, y: 0 } });
    if (refusal) toast({ title: refusal.refused, tone: "bad" });
  };
  if (readOnly)
    return (
      <div className="pointer-events-none absolute inset-0 flex items-center justify-center p-6">
        <EmptyState icon={<Workflow />} title="This workflow has no nodes yet">
          It begins with a trigger, which is added in a wider window.
        </EmptyState>
      </div>
    );
  return (
    <div className="pointer-events-none absolute inset-0 flex items-center justify-center p-6">
      <div className="flex w-full max-w-sm flex-col gap-2">
        <h2 className="mb-1 text-center font-medium text-base">Begin with a trigger</h2>
        <button type="button" onClick={addTrigger} className={way}>
          <Way icon={<MousePointerClick />} title="Add a self-service trigger">
            Or drag any trigger here from the list.
          </Way>
        </button>
        <Link href="/#examples" className={way}>
          <Way icon={<Workflow />} title="Start from an example">
            Each one runs at once, without an account.
          </Way>
        </Link>
        <button type="button" onClick={() => setDrawer({ open: true, tab: "json" })} className={way}>
          <Way icon={<Braces />} title="Paste JSON">
            A workflow exported from Port, or written by hand; a file can be dropped here, too.
          </Way>
        </button>
        <TourOffer />
      </div>
    </div>
  );
}

function Way({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) {
  return (
    <>
      <span className="flex size-9 shrink-0 items-center justify-center rounded-[8px] bg-hover text-dim [&_svg]:size-[18px]">
        {icon}
      </span>
      <span className="min-w-0">
        <span className="block font-medium text-sm">{title}</span>
        <span className="block text-dim text-xs">{children}</span>
      </span>
    </>
  );
}
