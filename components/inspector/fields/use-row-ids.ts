"use client";

import { useState } from "react";

/** As many ids as there are rows: those before, and new ones at the end. */
export function fitIds(ids: readonly number[], count: number): number[] {
  const next = Math.max(-1, ...ids) + 1;
  return Array.from({ length: count }, (_, index) => ids[index] ?? next + index);
}

/**
 * Ids for the rows of a list, whose values may be alike and change with each key. A row that is put elsewhere by
 * `move`, or that lies behind one that is removed, keeps its id.
 */
export function useRowIds(count: number) {
  const [ids, setIds] = useState<readonly number[]>([]);
  const own = fitIds(ids, count);
  return {
    idOf: (index: number): string => String(own[index]),
    move: (from: number, to: number) => {
      const rest = own.filter((_, index) => index !== from);
      setIds([...rest.slice(0, to), own[from] ?? -1, ...rest.slice(to)]);
    },
    remove: (place: number) => setIds(own.filter((_, index) => index !== place)),
  };
}
