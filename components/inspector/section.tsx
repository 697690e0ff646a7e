"use client";

import { ChevronRight, CircleAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useShallow } from "zustand/react/shallow";
import { problemsAt } from "@/lib/editor/selectors";
import { useEditor } from "@/lib/editor/use-editor";
import { counted } from "@/lib/nodes/fields";

/** A part of the form that can be folded away; folded, it says how many problems are in it. */
export function Section({
  title,
  open,
  places = [],
  children,
}: {
  title: string;
  /** Whether it is open at first. */
  open?: boolean;
  /** Pointers of its fields. */
  places?: readonly string[];
  children: ReactNode;
}) {
  return (
    <details open={open ?? false} className="group border-line border-t">
      <summary className="flex h-10 list-none items-center gap-1.5 px-4 font-medium text-dim text-xs hover:text-text [&::-webkit-details-marker]:hidden">
        <ChevronRight className="size-3.5 text-faint transition-transform group-open:rotate-90" />
        <span>{title}</span>
        <Count places={places} />
      </summary>
      <div className="flex flex-col gap-3.5 px-4 pt-1 pb-4">{children}</div>
    </details>
  );
}

function Count({ places }: { places: readonly string[] }) {
  const problems = useEditor(
    useShallow((state) =>
      places
        .flatMap((at) => problemsAt(state.problems, at, { below: true }))
        .filter(({ severity }) => severity !== "info"),
    ),
  );
  if (problems.length === 0) return null;
  const isBad = problems.some(({ severity }) => severity === "error");
  const Icon = isBad ? CircleAlert : TriangleAlert;
  return (
    <span
      role="img"
      aria-label={counted(problems.length, "problem")}
      className={`tabular ml-auto inline-flex items-center gap-1 group-open:hidden ${isBad ? "text-bad" : "text-warn"}`}
    >
      <Icon className="size-3.5" aria-hidden />
      {problems.length}
    </span>
  );
}
