"use client";

import { useEffect, useMemo, useState } from "react";
import { api } from "@/lib/editor/api";
import { type LanguageFacts, languageFacts } from "@/lib/editor/language/facts";
import { type PreviewData, previewData } from "@/lib/editor/preview-context";
import { holdPreviewSession } from "@/lib/editor/preview-session";
import { seenBy } from "@/lib/editor/scratch-data";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";
import type { RunState } from "@/lib/run/state";

/** Stands for no run: the trigger's sample inputs. */
export const samples = "samples";

export interface ScratchData {
  /** A run, or `samples`. */
  source: string;
  state: "loading" | "ready" | { error: string };
  data: PreviewData;
  facts: LanguageFacts;
}

/** What the scratchpad evaluates against: a run's data (the newest one's unless chosen), as a node sees it. */
export function useScratchData(chosen: string | undefined, node: string | undefined): ScratchData {
  const store = useEditorStore();
  const document = useEditor((state) => state.document);
  const newest = useEditor((state) => state.runs.find((row) => row.status === "COMPLETED")?.id);
  const source = chosen ?? newest ?? samples;
  const { run, error } = useRun(source);
  const secrets = useSecretNames();

  const whole = useMemo(() => {
    const { text } = store.getState();
    const now = new Date().toISOString();
    return previewData({ document, run, runDocument: null, lastInputs: {}, secrets, text, now });
  }, [store, document, run, secrets]);
  return useMemo(() => {
    const of = (data: PreviewData) => languageFacts(document, data);
    const data = node === undefined ? whole : seenBy(whole, node, run, of(whole).upstream(node));
    const state = error !== undefined ? { error } : source !== samples && run === null ? "loading" : "ready";
    return { source, state, data, facts: of(data) };
  }, [document, whole, node, run, source, error]);
}

function useRun(source: string): { run: RunState | null; error: string | undefined } {
  const known = useEditor((state) =>
    state.lastRun?.run === source ? state.lastRun : state.run?.run === source ? state.run : undefined,
  );
  const [fetched, setFetched] = useState<{ of: string; run: RunState | null; error?: string }>();
  const isKnown = known !== undefined;
  useEffect(() => {
    if (source === samples || isKnown) return;
    let isCurrent = true;
    void api.run(source).then((answer) => {
      if (!isCurrent) return;
      setFetched(
        answer.ok
          ? { of: source, run: answer.value.run }
          : { of: source, run: null, error: answer.error.message },
      );
    });
    return () => {
      isCurrent = false;
    };
  }, [source, isKnown]);
  const own = fetched?.of === source ? fetched : undefined;
  return { run: known ?? own?.run ?? null, error: known ? undefined : own?.error };
}

function useSecretNames(): string[] {
  const store = useEditorStore();
  const [names, setNames] = useState<string[]>([]);
  useEffect(() => {
    const { session, release } = holdPreviewSession(store);
    const read = () =>
      setNames((before) => {
        const { secrets } = session.data();
        return secrets.join("\n") === before.join("\n") ? before : secrets;
      });
    read();
    const stop = session.onChange(read);
    return () => {
      stop();
      release();
    };
  }, [store]);
  return names;
}
