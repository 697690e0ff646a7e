"use client";

import { CircleAlert, TriangleAlert } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { lookOfNode, worstLook } from "@/lib/editor/run-look";
import { problemCounts, problemsOfNode } from "@/lib/editor/selectors";
import type { EditorState } from "@/lib/editor/store-types";
import { useEditor } from "@/lib/editor/use-editor";
import { CardState } from "./card-state";

const sumOf = (state: EditorState, nodes: readonly string[], kind: "errors" | "warnings"): number =>
  nodes.reduce((sum, node) => sum + problemCounts(problemsOfNode(state, node))[kind], 0);

/** How several nodes that are drawn as one stand in the run on screen: the state that most asks for attention. */
export const useLookOf = (nodes: readonly string[]) =>
  useEditor((state) => worstLook(nodes.map((node) => lookOfNode(state.run, node))));

/** How many problems several nodes have together, and how they stand: on one card, or `inRow` of the outline. */
export function NodesStatus({ nodes, inRow = false }: { nodes: readonly string[]; inRow?: boolean }) {
  const look = useLookOf(nodes);
  const errors = useEditor((state) => sumOf(state, nodes, "errors"));
  const warnings = useEditor((state) => sumOf(state, nodes, "warnings"));
  const problems = errors || warnings;
  return (
    <span className="flex shrink-0 items-center gap-1.5">
      {problems > 0 && (
        <span
          className={cn(
            "tabular inline-flex shrink-0 items-center gap-0.5 font-medium text-xs [&_svg]:size-3.5",
            errors ? "text-bad" : "text-warn",
          )}
        >
          {errors ? <CircleAlert aria-hidden /> : <TriangleAlert aria-hidden />}
          {problems}
          <span className="sr-only">{errors ? "errors" : "warnings"}</span>
        </span>
      )}
      <CardState look={look} stale={false} inRow={inRow} milliseconds={undefined} />
    </span>
  );
}
