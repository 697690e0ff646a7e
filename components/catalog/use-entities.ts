"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { ApiError, EntityPage } from "@/lib/editor/api-types";
import { catalogApi, type EntitySearch } from "@/lib/editor/catalog-api";

/** How long typing has to pause before it is searched for, in milliseconds. */
const pause = 200;

/**
 * The entities that a search finds, page after page. What is shown stays until the answer to a newer search is
 * there. `search` must be stable while it means the same.
 */
export function useEntities(blueprint: string, search: EntitySearch) {
  const [page, setPage] = useState<EntityPage>();
  const [error, setError] = useState<ApiError>();
  const [busy, setBusy] = useState(true);
  const asking = useRef<AbortController>(undefined);

  const load = useCallback(
    async (before?: EntityPage) => {
      asking.current?.abort();
      const mine = new AbortController();
      asking.current = mine;
      setBusy(true);
      const from = before?.next ?? undefined;
      const answer = await catalogApi.search(
        blueprint,
        { ...search, ...(from === undefined ? {} : { from }) },
        mine.signal,
      );
      if (mine.signal.aborted) return;
      setBusy(false);
      setError(answer.ok ? undefined : answer.error);
      if (!answer.ok) return;
      const earlier = before?.entities ?? [];
      setPage({ ...answer.value, entities: [...earlier, ...answer.value.entities] });
    },
    [blueprint, search],
  );

  const first = useRef(true);
  useEffect(() => {
    const timer = setTimeout(() => void load(), first.current ? 0 : pause);
    first.current = false;
    return () => clearTimeout(timer);
  }, [load]);
  useEffect(() => () => asking.current?.abort(), []);

  return { page, error, busy, reload: () => load(), more: () => load(page) };
}
