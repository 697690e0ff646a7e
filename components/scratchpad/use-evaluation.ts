"use client";

import { useEffect, useRef, useState } from "react";
import type { PreviewData } from "@/lib/editor/preview-context";
import type { ScratchRequest, ScratchResult } from "@/lib/editor/scratch";
import { createScratchClient, type ScratchClient } from "@/lib/editor/scratch-client";

export type Evaluation =
  | { kind: "empty" }
  | { kind: "running"; before: ScratchResult | undefined }
  | { kind: "done"; result: ScratchResult }
  | { kind: "stopped" }
  | { kind: "failed" };

/** How long typing must pause (ms). */
const pause = 120;

/** Evaluates what is typed, in a worker, whenever it or the data changes. */
export function useEvaluation(
  { text, syntax, node, nodeType }: ScratchRequest,
  data: PreviewData,
): { evaluation: Evaluation; stop: () => void } {
  const client = useRef<ScratchClient | null>(null);
  const [evaluation, setEvaluation] = useState<Evaluation>({ kind: "empty" });

  useEffect(() => {
    const made = createScratchClient(
      () => new Worker(new URL("../../lib/editor/scratch-worker.ts", import.meta.url), { type: "module" }),
      (result) => setEvaluation(result === null ? { kind: "failed" } : { kind: "done", result }),
    );
    client.current = made;
    return () => {
      made.dispose();
      client.current = null;
    };
  }, []);

  useEffect(() => {
    client.current?.setData(data);
    if (text.trim() === "") {
      client.current?.stop();
      setEvaluation({ kind: "empty" });
      return;
    }
    const timer = setTimeout(() => {
      setEvaluation((now) => ({
        kind: "running",
        before: now.kind === "done" ? now.result : now.kind === "running" ? now.before : undefined,
      }));
      client.current?.evaluate({ text, syntax, node, nodeType });
    }, pause);
    return () => clearTimeout(timer);
  }, [text, syntax, node, nodeType, data]);

  return {
    evaluation,
    stop() {
      client.current?.stop();
      setEvaluation({ kind: "stopped" });
    },
  };
}
