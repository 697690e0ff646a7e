"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { Loaded } from "@/components/settings/use-loaded";
import { api } from "@/lib/editor/api";
import type { InboxPage } from "@/lib/editor/api-types";

/** Rows of a page, and of what one call gives at most. */
const page = 50;
const most = 1000;

/** Milliseconds between looks while the page is seen, and of quiet after a keystroke. */
const INTERVAL = 5_000;
const QUIET = 200;

/** The inbox, searched and kept current. `stamp` grows with each look. */
export function useInbox(search: string): {
  state: Loaded<InboxPage> & { stamp: number };
  reload: () => Promise<void>;
  more: () => void;
} {
  const [state, setState] = useState<Loaded<InboxPage> & { stamp: number }>({ kind: "loading", stamp: 0 });
  const [limit, setLimit] = useState(page);
  /** Grows with each look, so that a slow answer to an earlier search is dropped. */
  const asked = useRef(0);

  const reload = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    const answer = await api.inbox({ limit, ...(search.trim() === "" ? {} : { search: search.trim() }) });
    if (mine !== asked.current) return;
    setState((before) => {
      if (answer.ok) return { kind: "ready", value: answer.value, stamp: mine };
      // What is shown stays while the server is away for a moment.
      return before.kind === "ready" ? before : { kind: "failed", error: answer.error, stamp: mine };
    });
  }, [search, limit]);

  useEffect(() => {
    const soon = setTimeout(() => void reload(), asked.current === 0 ? 0 : QUIET);
    const timer = setInterval(() => {
      if (!document.hidden) void reload();
    }, INTERVAL);
    return () => {
      clearTimeout(soon);
      clearInterval(timer);
    };
  }, [reload]);

  return { state, reload, more: () => setLimit((now) => Math.min(most, now + page)) };
}
