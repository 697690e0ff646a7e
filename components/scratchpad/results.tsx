"use client";

import { CircleAlert, FlaskConical, Square } from "lucide-react";
import { useState } from "react";
import { formatDuration } from "@/components/run/format";
import { JsonView } from "@/components/run/json-view";
import { MaskedText } from "@/components/run/masked-text";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { Spinner } from "@/components/ui/spinner";
import type { Json } from "@/lib/base/json";
import { printValue, typeOfValue } from "@/lib/editor/print-value";
import { mostOutputs, type ScratchError, type ScratchResult } from "@/lib/editor/scratch";
import type { Evaluation } from "./use-evaluation";

/** What an evaluation gave: all outputs, the error that ended it, or that it goes on. */
export function Results({
  evaluation,
  text,
  onStop,
  onTry,
}: {
  evaluation: Evaluation;
  text: string;
  onStop: () => void;
  onTry: (text: string) => void;
}) {
  switch (evaluation.kind) {
    case "empty":
      return (
        <EmptyState
          icon={<FlaskConical />}
          title="Try any expression on real data"
          action={
            <Button onClick={() => onTry(".outputs | keys")}>
              Try <code className="font-mono text-xs">.outputs | keys</code>
            </Button>
          }
        >
          Outputs show here while you type. Nothing in the workflow changes.
        </EmptyState>
      );
    case "running":
      return (
        <div className="relative flex min-h-0 flex-1 flex-col">
          {evaluation.before && <Shown result={evaluation.before} text={text} isOld />}
          <div className="absolute inset-x-0 bottom-0 flex items-center gap-2 border-line border-t bg-raised px-3 py-1.5 text-dim text-xs [animation:fade-in_120ms_300ms_both]">
            <Spinner label="Evaluating" />
            Evaluating
            <Button variant="ghost" className="ml-auto" onClick={onStop}>
              <Square />
              Stop
            </Button>
          </div>
        </div>
      );
    case "stopped":
      return (
        <EmptyState icon={<Square />} title="Stopped">
          Change the expression to evaluate again.
        </EmptyState>
      );
    case "failed":
      return (
        <EmptyState icon={<CircleAlert />} title="The evaluation ended without an answer">
          The browser may have run out of memory. Ask for less, for example with limit or first.
        </EmptyState>
      );
    case "done":
      return <Shown result={evaluation.result} text={text} />;
  }
}

function Shown({ result, text, isOld = false }: { result: ScratchResult; text: string; isOld?: boolean }) {
  const [chosen, setChosen] = useState(0);
  const { outputs, error, more } = result;
  const index = Math.min(chosen, outputs.length - 1);
  const value = outputs[index];
  return (
    <div className={cn("flex min-h-0 flex-1 flex-col", isOld && "opacity-60")}>
      {error && <Failure error={error} text={text} after={outputs.length} />}
      {value === undefined ? (
        !error && (
          <EmptyState title="No output" icon={<FlaskConical />}>
            The expression ran and gave nothing, as <code className="font-mono">empty</code> does.
          </EmptyState>
        )
      ) : (
        <div className="flex min-h-0 flex-1">
          {outputs.length > 1 && (
            <OutputList outputs={outputs} more={more} chosen={index} onChoose={setChosen} />
          )}
          <div className="flex min-h-0 min-w-0 flex-1 flex-col">
            <JsonView
              key={index}
              value={value}
              label={outputs.length > 1 ? `Output ${index + 1}` : "Output"}
              bar={<Facts value={value} result={result} />}
            />
          </div>
        </div>
      )}
    </div>
  );
}

function Facts({ value, result }: { value: Json; result: ScratchResult }) {
  const { outputs, more, milliseconds } = result;
  const count = outputs.length === 1 ? "1 output" : `${more ? "First " : ""}${outputs.length} outputs`;
  const time = milliseconds < 1 ? "under 1 ms" : formatDuration(milliseconds);
  return (
    <span role="status" aria-label="Result" className="tabular truncate">
      {typeOfValue(value)} · {count} · {time}
    </span>
  );
}

function OutputList({
  outputs,
  more,
  chosen,
  onChoose,
}: {
  outputs: readonly Json[];
  more: boolean;
  chosen: number;
  onChoose: (index: number) => void;
}) {
  const numbered = outputs.map((value, index) => ({ value, index }));
  return (
    <div className="w-2/5 min-w-36 max-w-72 shrink-0 overflow-y-auto border-line border-r py-1">
      <ol aria-label="Outputs">
        {numbered.map(({ value, index }) => (
          <li key={index}>
            <button
              type="button"
              aria-current={index === chosen || undefined}
              onClick={() => onChoose(index)}
              className={cn(
                "flex h-[22px] w-full items-center gap-2 px-2 text-left text-xs focus-visible:outline-offset-[-2px]",
                index === chosen ? "bg-accent-soft" : "hover:bg-hover",
              )}
            >
              <span className="tabular w-5 shrink-0 text-right text-faint">{index + 1}</span>
              <span className="min-w-0 flex-1 truncate font-mono">
                <MaskedText text={printValue(value, 80)} />
              </span>
              <span className="shrink-0 text-faint">{typeOfValue(value)}</span>
            </button>
          </li>
        ))}
      </ol>
      {more && (
        <p className="px-2 py-1.5 text-dim text-xs">
          There are more than {mostOutputs} outputs; only the first {mostOutputs} are asked for.
        </p>
      )}
    </div>
  );
}

function Failure({ error, text, after }: { error: ScratchError; text: string; after: number }) {
  const hint =
    error.hint ??
    (error.kind === "limit"
      ? "A run allows less still. Ask for less, for example with limit or first."
      : undefined);
  const before = error.span && text.slice(0, error.span.start).split("\n");
  const place = before && `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
  return (
    <div role="alert" className="flex shrink-0 items-start gap-2 border-line border-b px-3 py-2">
      <CircleAlert className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden />
      <div className="min-w-0">
        <p className="text-sm [overflow-wrap:anywhere]">{error.message}</p>
        {hint && <p className="mt-0.5 text-dim text-xs [overflow-wrap:anywhere]">{hint}</p>}
        {(place || after > 0) && (
          <p className="mt-0.5 text-faint text-xs">
            {[place && `At ${place}`, after > 0 && `after ${after} output${after === 1 ? "" : "s"}`]
              .filter(Boolean)
              .join(", ")}
          </p>
        )}
      </div>
    </div>
  );
}
