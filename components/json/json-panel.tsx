"use client";

import { CircleAlert, X } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Spinner } from "@/components/ui/spinner";
import { useEditor } from "@/lib/editor/use-editor";
import type { PanelHandle } from "./panel";
import { StatusLine } from "./status-line";
import type { JsonTarget } from "./text-sync";

const JsonEditor = lazy(() => import("./json-editor"));

/** A JSON editor with the line below it; Escape leaves it for the frame around. */
export function JsonPanel({ target, label }: { target: JsonTarget; label: string }) {
  const [panel, setPanel] = useState<PanelHandle | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const limit = useEditor((state) => state.problems.find(({ code }) => code.startsWith("limit/"))?.message);
  const frame = useRef<HTMLElement>(null);
  return (
    <section ref={frame} aria-label={label} tabIndex={-1} className="flex h-full min-h-0 flex-col bg-raised">
      {(refusal ?? limit) && (
        <p
          role="alert"
          className="flex shrink-0 items-start gap-2 border-line border-b bg-sunken px-3 py-1.5 text-sm"
        >
          <CircleAlert className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden />
          <span className="min-w-0 flex-1">{refusal ?? limit}</span>
          {refusal && <IconButton size="small" label="Close" icon={<X />} onClick={() => setRefusal(null)} />}
        </p>
      )}
      <div className="min-h-0 flex-1">
        <Suspense fallback={<Loading />}>
          <JsonEditor
            target={target}
            label={label}
            onOpen={setPanel}
            onRefuse={setRefusal}
            onLeave={() => frame.current?.focus()}
          />
        </Suspense>
      </div>
      <StatusLine panel={panel} />
    </section>
  );
}

function Loading() {
  return (
    <div className="flex h-full items-center justify-center">
      <Spinner label="Loading the JSON editor" />
    </div>
  );
}
