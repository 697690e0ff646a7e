"use client";

import { useCallback, useEffect, useState } from "react";
import type { Answer } from "@/lib/editor/api";
import type { ApiError } from "@/lib/editor/api-types";

/** A list from the server: not there yet, there, or refused. */
export type Loaded<T> =
  | { kind: "loading" }
  | { kind: "ready"; value: T }
  | { kind: "failed"; error: ApiError };

/** Loads on mount; `reload` asks again and keeps what is shown until the answer comes. `load` must be stable. */
export function useLoaded<T>(load: () => Answer<T>): { state: Loaded<T>; reload: () => Promise<void> } {
  const [state, setState] = useState<Loaded<T>>({ kind: "loading" });
  const reload = useCallback(async () => {
    const answer = await load();
    setState(answer.ok ? { kind: "ready", value: answer.value } : { kind: "failed", error: answer.error });
  }, [load]);
  useEffect(() => {
    void reload();
  }, [reload]);
  return { state, reload };
}
