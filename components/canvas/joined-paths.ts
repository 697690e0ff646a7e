"use client";

import { useRef } from "react";

/** Things that share elements. A change of one draws only its part anew. */
const together = 64;

export interface Part<T> {
  start: number;
  things: readonly T[];
}

/** A list in parts, each with the same list as before while the same things are in it. */
export function useParts<T>(things: readonly T[]): readonly Part<T>[] {
  const before = useRef<readonly Part<T>[]>([]);
  const parts: Part<T>[] = [];
  for (let start = 0; start < things.length; start += together) {
    const own = things.slice(start, start + together);
    const known = before.current[parts.length]?.things;
    const isSame = known?.length === own.length && own.every((thing, at) => thing === known[at]);
    parts.push({ start, things: isSame ? known : own });
  }
  before.current = parts;
  return parts;
}

/** Paths of one look as one: a browser takes longer to place one more element than to draw a hundred of these. */
export function joinPaths(paths: readonly { look: string; path: string }[]): { look: string; d: string }[] {
  const byLook = new Map<string, string>();
  for (const { look, path } of paths) byLook.set(look, (byLook.get(look) ?? "") + path);
  return [...byLook].map(([look, d]) => ({ look, d }));
}
