"use client";

import { useEditor } from "@/lib/editor/use-editor";

/** The drawer tab's name, with the count. */
export function ProblemsLabel() {
  const count = useEditor((state) => state.problems.length);
  return (
    <>
      Problems
      {count > 0 && (
        <span className="tabular rounded-full bg-hover px-1.5 font-medium text-[11px] text-dim leading-4">
          {count}
        </span>
      )}
    </>
  );
}
