"use client";

import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import { problemCounts } from "@/lib/editor/selectors";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";

/** How many problems there are; opens the list. */
export function ProblemsButton() {
  const { errors, warnings } = useEditor((state) => problemCounts(state.problems));
  const shown = useEditor((state) => state.ui.drawer.open && state.ui.drawer.tab === "problems");
  const { setDrawer } = useEditorActions();
  const count = errors + warnings;
  const words =
    count === 0
      ? "No problems"
      : [
          errors > 0 && `${errors} ${errors === 1 ? "error" : "errors"}`,
          warnings > 0 && `${warnings} ${warnings === 1 ? "warning" : "warnings"}`,
        ]
          .filter(Boolean)
          .join(", ");
  return (
    <Tooltip text={words}>
      <button
        type="button"
        aria-label={`Problems: ${words}`}
        aria-expanded={shown}
        onClick={() => setDrawer(shown ? { open: false } : { open: true, tab: "problems" })}
        className={cn(
          "tabular inline-flex h-7 max-[479px]:pointer-coarse:hidden items-center justify-center gap-1 rounded-control px-1.5 font-medium text-xs hover:bg-hover [&_svg]:size-4",
          errors > 0 ? "text-bad" : warnings > 0 ? "text-warn" : "text-faint",
        )}
      >
        {errors > 0 ? <CircleAlert /> : warnings > 0 ? <TriangleAlert /> : <CircleCheck />}
        {count > 0 && count}
      </button>
    </Tooltip>
  );
}
