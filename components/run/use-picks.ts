"use client";

import { useEffect, useState } from "react";
import { api } from "@/lib/editor/api";
import type { EntityPick } from "@/lib/editor/api-types";
import type { Field } from "@/lib/workflow/inputs";

/** What may be picked for the text that is typed. */
export interface Picking {
  entities: readonly EntityPick[];
  /** False when the catalog does not have that kind of entity, so that any text is taken. */
  known: boolean;
  /** Why it could not be found out. */
  error?: string;
}

/** Asks the catalog, anew whenever the text or the field's dataset changes; nothing while `text` is undefined. */
export function usePicks(picks: NonNullable<Field["picks"]>, text: string | undefined): Picking | undefined {
  const [found, setFound] = useState<Picking>();
  const { blueprint, dataset, sort } = picks;
  const asked = text === undefined ? undefined : JSON.stringify({ blueprint, dataset, sort, text });
  useEffect(() => {
    if (asked === undefined) return;
    const gone = new AbortController();
    void api.pickEntities(asked, gone.signal).then((answer) => {
      if (gone.signal.aborted) return;
      setFound(answer.ok ? answer.value : { entities: [], known: false, error: answer.error.message });
    });
    return () => gone.abort();
  }, [asked]);
  return found;
}
