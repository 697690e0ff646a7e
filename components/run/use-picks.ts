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

/** Asks the catalog what may be picked for a text. */
export async function findPicks(
  picks: NonNullable<Field["picks"]>,
  text: string,
  signal: AbortSignal,
): Promise<Picking> {
  const answer = await api.pickEntities(bodyOf(picks, text), signal);
  return answer.ok ? answer.value : { entities: [], known: false, error: answer.error.message };
}

const bodyOf = ({ blueprint, dataset, sort }: NonNullable<Field["picks"]>, text: string): string =>
  JSON.stringify({ blueprint, dataset, sort, text });

/**
 * The same while a text is typed, anew whenever it or the field's dataset changes. Undefined until the answer for
 * this very text is there, and while there is no text.
 */
export function usePicks(picks: NonNullable<Field["picks"]>, text: string | undefined): Picking | undefined {
  const [found, setFound] = useState<{ asked: string; picking: Picking }>();
  const asked = text === undefined ? undefined : bodyOf(picks, text);
  useEffect(() => {
    if (asked === undefined) return;
    const gone = new AbortController();
    void api.pickEntities(asked, gone.signal).then((answer) => {
      if (gone.signal.aborted) return;
      const failed = { entities: [], known: false };
      setFound({ asked, picking: answer.ok ? answer.value : { ...failed, error: answer.error.message } });
    });
    return () => gone.abort();
  }, [asked]);
  return found?.asked === asked ? found?.picking : undefined;
}
