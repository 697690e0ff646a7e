"use client";

import { useCallback, useEffect, useState } from "react";
import { LoadError, RowsLoading } from "@/components/settings/load-error";
import { Button } from "@/components/ui/button";
import type { ApiError, ChangeRow } from "@/lib/editor/api-types";
import { catalogApi } from "@/lib/editor/catalog-api";
import { ChangeList } from "./change-list";

/** As many as one answer has. */
const pageSize = 20;

/** What happened to an entity, the newest first. A new `version` of it loads the history again. */
export function History({
  blueprint,
  entity,
  version,
}: {
  blueprint: string;
  entity: string;
  version: string;
}) {
  const [changes, setChanges] = useState<ChangeRow[]>();
  const [more, setMore] = useState(false);
  const [error, setError] = useState<ApiError>();
  const [busy, setBusy] = useState(false);
  const load = useCallback(
    async (known: ChangeRow[]) => {
      setBusy(true);
      const answer = await catalogApi.changes(blueprint, entity, known.at(-1)?.seq);
      setBusy(false);
      setError(answer.ok ? undefined : answer.error);
      if (!answer.ok) return;
      setChanges([...known, ...answer.value]);
      setMore(answer.value.length === pageSize);
    },
    [blueprint, entity],
  );
  useEffect(() => {
    if (version !== undefined) void load([]);
  }, [load, version]);

  if (error)
    return (
      <LoadError
        what="The history could not be loaded"
        message={error.message}
        onRetry={() => void load(changes ?? [])}
      />
    );
  if (changes === undefined) return <RowsLoading rows={3} height={56} label="Loading the history" />;
  if (changes.length === 0) return <p className="text-dim text-sm">Nothing is known of how it came to be.</p>;
  return (
    <>
      <ChangeList changes={changes} />
      {more && (
        <Button variant="ghost" className="mt-2" busy={busy} onClick={() => void load(changes)}>
          Show earlier changes
        </Button>
      )}
    </>
  );
}
