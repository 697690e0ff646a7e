"use client";

import { useShallow } from "zustand/react/shallow";
import { toast } from "@/components/ui/toast";
import type { Json } from "@/lib/base/json";
import type { Problem } from "@/lib/base/problem";
import { problemsAt } from "@/lib/editor/selectors";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import { type Change, editText } from "@/lib/workflow/text-edit";

/** Writes into the document; typing in one place is one undo step. */
export function useChanges(): (changes: readonly Change[], merge?: string) => void {
  const { edit } = useEditorActions();
  return (changes, merge) => {
    const refusal = edit((text) => editText(text, changes), merge === undefined ? {} : { merge });
    if (refusal) toast({ title: refusal.refused, tone: "bad" });
  };
}

/** A setter for one place; `undefined` removes it. */
export function useSetter(at: string): (value: Json | undefined) => void {
  const change = useChanges();
  return (value) => change([{ at, value }], at);
}

/** Whether forms may be changed now. */
export const useLocked = (): boolean => useEditor((state) => state.ui.readOnly || state.textBroken);

/** Problems of a place; with `below`, of what lies in it too. */
export function useProblems(at: string, options: { below?: boolean } = {}): readonly Problem[] {
  const below = options.below ?? false;
  return useEditor(useShallow((state) => problemsAt(state.problems, at, { below })));
}

/** An id for the control of a place, so that labels and the problem list find it. */
export const fieldId = (at: string): string => `field${at}`;
