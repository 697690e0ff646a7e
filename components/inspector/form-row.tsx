"use client";

import { CircleHelp, KeyRound, Wrench } from "lucide-react";
import { type ReactNode, useState } from "react";
import { askToMove, moveToSecretTitle } from "@/components/problems/move-to-secret";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";
import type { Problem } from "@/lib/base/problem";
import { atItsField } from "@/lib/editor/place-words";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import { fieldId, useProblems } from "./use-field";

/** A field's label with its help, the control, and what is wrong with it. */
export function FormRow({
  at,
  title,
  description,
  required,
  inline,
  below,
  aside,
  children,
}: {
  at: string;
  title: string;
  description?: string | undefined;
  required?: boolean;
  /** Control at the right of the label: toggles. */
  inline?: boolean;
  /** Shows problems of everything inside the place too. */
  below?: boolean;
  aside?: ReactNode;
  children: ReactNode;
}) {
  const label = <FieldLabel at={at} title={title} description={description} required={required ?? false} />;
  return (
    <div data-document-field data-at={at} className="flex flex-col gap-1">
      {inline ? (
        <div className="flex min-h-7 items-center justify-between gap-3">
          {label}
          {children}
        </div>
      ) : (
        <>
          <div className="flex min-h-5 items-center justify-between gap-2">
            {label}
            {aside}
          </div>
          {children}
        </>
      )}
      <FieldProblems at={at} below={below ?? false} />
    </div>
  );
}

/** The label of the control of a place, with its help. */
export function FieldLabel({
  at,
  title,
  description,
  required,
}: {
  at: string;
  title: string;
  description?: string | undefined;
  required: boolean;
}) {
  return (
    <span className="flex min-w-0 items-center gap-1">
      <label htmlFor={fieldId(at)} className="truncate font-medium text-text text-xs">
        {title}
      </label>
      {required && <span className="font-normal text-faint text-xs">required</span>}
      {description && <Help text={description} />}
    </span>
  );
}

/** What is wrong at a place; with `below`, with anything in it too. */
export function FieldProblems({ at, below }: { at: string; below: boolean }) {
  const problems = useProblems(at, { below });
  return problems.map((problem) => (
    <ProblemNote key={problem.code + problem.at + problem.message} problem={problem} at={at} />
  ));
}

function Help({ text }: { text: string }) {
  const [open, onOpenChange] = useState(false);
  return (
    <Tooltip text={text} side="top" shown={{ open, onOpenChange }}>
      <button
        type="button"
        aria-label={`Help: ${text}`}
        onClick={(event) => {
          // A press closes other tooltips.
          event.preventDefault();
          onOpenChange(true);
        }}
        className="finger-reach relative shrink-0 rounded-full text-faint hover:text-text"
      >
        <CircleHelp className="size-3" />
      </button>
    </Tooltip>
  );
}

const tones = { error: "text-bad", warning: "text-warn", info: "text-dim" };

/** One problem under its field, with its repair when there is one. */
export function ProblemNote({ problem, at }: { problem: Problem; at: string }) {
  const { applyFix } = useEditorActions();
  const { fix, severity } = problem;
  const message = useEditor(({ document }) =>
    document ? atItsField(problem, at, document) : problem.message,
  );
  return (
    <p className={cn("text-xs", tones[severity])}>
      {message}
      {fix && (
        <button
          type="button"
          onClick={() => applyFix(fix)}
          className="ml-1.5 inline-flex items-center gap-1 font-medium text-accent hover:underline"
        >
          <Wrench className="size-3" />
          {fix.title}
        </button>
      )}
      {problem.credential && (
        <button
          type="button"
          onClick={() => askToMove(problem)}
          className="ml-1.5 inline-flex items-center gap-1 font-medium text-accent hover:underline"
        >
          <KeyRound className="size-3" />
          {moveToSecretTitle}
        </button>
      )}
    </p>
  );
}
