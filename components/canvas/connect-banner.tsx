"use client";

import { Panel } from "@xyflow/react";
import { Keys } from "@/components/ui/kbd";
import { type Connecting, wordsOf } from "./use-connect-keys";

/** What the keys do while a connection is on its way. */
export function ConnectBanner({ connecting }: { connecting: Connecting | null }) {
  if (connecting === null) return null;
  return (
    <Panel position="top-center">
      <div className="flex flex-wrap items-center justify-center gap-x-4 gap-y-1 rounded-card border border-accent bg-raised px-3 py-2 text-sm shadow-float">
        <span className="font-medium">{wordsOf(connecting)}</span>
        <span className="flex items-center gap-1.5 text-dim text-xs">
          <Keys keys={["←", "↑", "→", "↓"]} /> choose
        </span>
        {connecting.others > 0 && (
          <span className="flex items-center gap-1.5 text-dim text-xs">
            <Keys keys={["O"]} /> another way out
          </span>
        )}
        <span className="flex items-center gap-1.5 text-dim text-xs">
          <Keys keys={["Enter"]} /> connect
        </span>
        <span className="flex items-center gap-1.5 text-dim text-xs">
          <Keys keys={["Esc"]} /> leave
        </span>
      </div>
    </Panel>
  );
}
