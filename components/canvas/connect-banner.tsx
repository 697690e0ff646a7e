"use client";

import { Panel } from "@xyflow/react";
import { Ban } from "lucide-react";
import { Keys } from "@/components/ui/kbd";
import { type Connecting, wordsOf } from "./use-connect-keys";

/** What the keys do while a connection is on its way, and why it cannot go where the pointer is. */
export function ConnectBanner({
  connecting,
  tapped,
  refusal,
}: {
  connecting: Connecting | null;
  /** A handle of this node was tapped, and the other card is wanted. */
  tapped: string | undefined;
  refusal: string | undefined;
}) {
  if (connecting === null && tapped === undefined && refusal === undefined) return null;
  return (
    <Panel position="top-center" className="pointer-events-none flex flex-col items-center gap-2">
      {connecting && <KeyHelp connecting={connecting} />}
      {tapped !== undefined && (
        <p className="flex items-center gap-4 rounded-card border border-accent bg-raised px-3 py-2 text-sm shadow-float">
          <span className="font-medium">Choose the node to connect “{tapped}” to</span>
          <span className="flex items-center gap-1.5 text-dim text-xs pointer-coarse:hidden">
            <Keys keys={["Esc"]} /> leave
          </span>
        </p>
      )}
      {refusal !== undefined && (
        <p
          role="status"
          className="flex max-w-lg items-start gap-2 rounded-card border border-line bg-raised px-3 py-2 text-sm shadow-float"
        >
          <Ban aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
          {refusal}
        </p>
      )}
    </Panel>
  );
}

function KeyHelp({ connecting }: { connecting: Connecting }) {
  return (
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
  );
}
