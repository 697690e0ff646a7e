"use client";

import { useMemo, useState } from "react";
import { type Picking, usePicks } from "@/components/run/use-picks";
import { useEditor } from "@/lib/editor/use-editor";
import type { SuggestOption } from "./suggest-input";

/** The blueprints of the catalog, to choose from. */
export function useBlueprintNames(): SuggestOption[] {
  const blueprints = useEditor((state) => state.blueprints);
  return useMemo(() => Object.keys(blueprints ?? {}).map((value) => ({ value, detail: "" })), [blueprints]);
}

/**
 * The entities of a blueprint, to choose from while a text is typed. The catalog is asked once somebody begins:
 * `ask` with what is typed so far, on focus with an empty text.
 */
export function useEntityNames(blueprint: string): {
  options: SuggestOption[];
  ask: (text: string) => void;
} {
  const [text, ask] = useState<string>();
  const found = usePicks({ blueprint, many: false }, text);
  // What is shown stays until the answer for the newest text is there.
  const [last, setLast] = useState<Picking>();
  if (found !== undefined && found !== last) setLast(found);
  const options = (found ?? last)?.entities.map(({ identifier, title }) => ({
    value: identifier,
    detail: title === identifier ? "" : title,
    words: title,
  }));
  return { options: options ?? [], ask };
}
