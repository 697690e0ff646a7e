"use client";

import { CircleAlert, CircleCheck, Info, KeyRound, TriangleAlert, Wrench } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { fieldOf, type Problem, type Severity } from "@/lib/base/problem";
import { placeWords } from "@/lib/editor/place-words";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import { askToMove, moveToSecretTitle } from "./move-to-secret";

const order: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

const icons = {
  error: <CircleAlert className="size-4 shrink-0 text-bad" aria-label="Error" />,
  warning: <TriangleAlert className="size-4 shrink-0 text-warn" aria-label="Warning" />,
  info: <Info className="size-4 shrink-0 text-dim" aria-label="Note" />,
};

/** Everything wrong with the workflow; choosing a line goes to its place. */
export function ProblemList() {
  const problems = useEditor((state) => state.problems);
  if (problems.length === 0)
    return (
      <EmptyState icon={<CircleCheck />} title="No problems">
        The workflow can be run and published as it is.
      </EmptyState>
    );
  const sorted = [...problems].sort((a, b) => order[a.severity] - order[b.severity]);
  return (
    <ul aria-label="Problems" className="h-full overflow-y-auto py-1">
      {sorted.map((problem) => (
        <ProblemLine
          key={`${problem.code}${problem.at}${problem.span?.start ?? ""}${problem.message}`}
          problem={problem}
        />
      ))}
    </ul>
  );
}

function ProblemLine({ problem }: { problem: Problem }) {
  const document = useEditor((state) => state.document);
  const locked = useEditor((state) => state.ui.readOnly || state.textBroken);
  const { reveal, applyFix } = useEditorActions();
  return (
    <li className="flex items-center gap-2 px-2 [contain-intrinsic-size:auto_48px] [content-visibility:auto]">
      <button
        type="button"
        onClick={() => reveal(fieldOf(problem))}
        className="flex min-w-0 flex-1 items-start gap-2.5 rounded-control px-2 py-1.5 text-left -outline-offset-2 hover:bg-hover [&>svg]:mt-0.5"
      >
        {icons[problem.severity]}
        <span className="min-w-0">
          <span className="block text-sm">{problem.message}</span>
          <span className="block truncate font-mono text-[11px] text-faint">
            {placeWords(document, problem.at)}
          </span>
        </span>
      </button>
      {problem.fix && (
        <Button disabled={locked} onClick={() => problem.fix && applyFix(problem.fix)}>
          <Wrench /> {problem.fix.title}
        </Button>
      )}
      {problem.credential && (
        <Button disabled={locked} onClick={() => askToMove(problem)}>
          <KeyRound /> {moveToSecretTitle}
        </Button>
      )}
    </li>
  );
}
