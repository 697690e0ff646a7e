"use client";

import { ArrowDown, ArrowUp, ChevronRight, Eye, Heading, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { useChanges, useLocked, useProblems } from "@/components/inspector/use-field";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Sortable } from "@/components/ui/sortable";
import { isJsonObject, type JsonObject } from "@/lib/base/json";
import { headingPointer, inputPointer, isRequired, moveRowChanges } from "./form-changes";
import { type Row, rowsOf, stepsOf, textOf } from "./form-rows";
import { kindOf, kindWords } from "./input-kinds";
import { KindIcon } from "./kind-icon";
import { moveStepChanges, removeStepChanges } from "./step-changes";

/** What is open in the builder: a row by its kind and name, a step by its place. */
export type Chosen =
  | { kind: "input"; name: string }
  | { kind: "heading"; name: string }
  | { kind: "step"; step: number };

const isSame = (row: Row, chosen: Chosen | null): boolean =>
  chosen !== null &&
  (row.kind === "step"
    ? chosen.kind === "step" && chosen.step === row.step
    : chosen.kind === row.kind && chosen.name === row.name);

const titleOf = (row: Row): string =>
  row.kind === "step"
    ? `step ${row.title || row.step + 1}`
    : row.kind === "heading"
      ? `heading ${row.title || row.name}`
      : row.name;

/** The rows of a form, to be put in order. With `details`, the chosen one is open in its place. */
export function FormList({
  at,
  form,
  chosen,
  onChoose,
  details,
}: {
  at: string;
  form: JsonObject;
  chosen: Chosen | null;
  onChoose: (chosen: Chosen | null) => void;
  details?: (chosen: Chosen) => ReactNode;
}) {
  const change = useChanges();
  const locked = useLocked();
  const rows = rowsOf(form);
  return (
    <Sortable
      items={rows}
      idOf={(row) => (row.kind === "step" ? `step ${row.step}` : `${row.kind} ${row.name}`)}
      nameOf={titleOf}
      fixed={(row) => row.kind === "step"}
      onMove={(from, to) => change(moveRowChanges(at, form, from, to))}
      disabled={locked || isJsonObject(form.order)}
      label="Inputs of the form"
      className="flex flex-col gap-1"
      itemClassName={(row) =>
        cn(
          row.kind === "step" ? "mt-2 first:mt-0" : "rounded-control border bg-surface",
          row.kind !== "step" && (isSame(row, chosen) ? "border-accent" : "border-line"),
        )
      }
    >
      {(row, _, handle) => {
        const open = isSame(row, chosen);
        const toggle = () => onChoose(open && details ? null : chosenOf(row));
        return (
          <>
            <div className="flex min-h-8 items-center gap-1 pr-1 pl-0.5">
              {handle}
              {row.kind === "step" ? (
                <StepHead at={at} form={form} row={row} open={open} onToggle={toggle} onChoose={onChoose} />
              ) : (
                <RowHead
                  at={at}
                  form={form}
                  row={row}
                  open={open}
                  folds={details !== undefined}
                  onToggle={toggle}
                />
              )}
            </div>
            {open && details && <div className="border-line border-t p-2.5">{details(chosenOf(row))}</div>}
          </>
        );
      }}
    </Sortable>
  );
}

const chosenOf = (row: Row): Chosen =>
  row.kind === "step" ? { kind: "step", step: row.step } : { kind: row.kind, name: row.name };

function RowHead({
  at,
  form,
  row,
  open,
  folds,
  onToggle,
}: {
  at: string;
  form: JsonObject;
  row: Exclude<Row, { kind: "step" }>;
  open: boolean;
  folds: boolean;
  onToggle: () => void;
}) {
  const place = row.kind === "input" ? inputPointer(at, row.name) : headingPointer(at, row.name);
  const problems = useProblems(place, { below: true });
  const worst = problems.some(({ severity }) => severity === "error") ? "bg-bad" : "bg-warn";
  const title = row.kind === "input" ? textOf(row.property.title) : row.title;
  const isConditional = row.kind === "input" && row.property.visible !== undefined;
  return (
    <button
      type="button"
      aria-expanded={folds ? open : undefined}
      aria-current={!folds && open ? "true" : undefined}
      onClick={onToggle}
      className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-control px-1 text-left hover:bg-hover"
    >
      {row.kind === "input" ? (
        <KindIcon id={kindOf(row.property)?.id} className="size-3.5 shrink-0 text-dim" />
      ) : (
        <Heading aria-hidden className="size-3.5 shrink-0 text-dim" />
      )}
      <span className={cn("truncate text-sm", row.kind === "heading" && "font-medium")}>
        {title || row.name}
        {row.kind === "input" && isRequired(form, row.name) && (
          <span className="text-bad" title="required">
            {" *"}
          </span>
        )}
      </span>
      <span className="min-w-0 flex-1 truncate text-right text-faint text-xs">
        {row.kind === "input" && (
          <>
            <span className="sr-only">{kindWords(row.property)} </span>
            <code className="font-mono text-[11px]">{row.name}</code>
          </>
        )}
      </span>
      {isConditional && <Eye aria-label="shown only sometimes" className="size-3 shrink-0 text-faint" />}
      {problems.length > 0 && (
        <span
          role="img"
          aria-label={`${problems.length} ${problems.length === 1 ? "problem" : "problems"}`}
          className={cn("size-1.5 shrink-0 rounded-full", worst)}
        />
      )}
      {folds && (
        <ChevronRight
          aria-hidden
          className={cn("size-3.5 shrink-0 text-faint transition-transform", open && "rotate-90")}
        />
      )}
    </button>
  );
}

function StepHead({
  at,
  form,
  row,
  open,
  onToggle,
  onChoose,
}: {
  at: string;
  form: JsonObject;
  row: Extract<Row, { kind: "step" }>;
  open: boolean;
  onToggle: () => void;
  onChoose: (chosen: Chosen | null) => void;
}) {
  const change = useChanges();
  const locked = useLocked();
  const { step } = row;
  const name = row.title || `${step + 1}`;
  const move = (by: -1 | 1) => {
    change(moveStepChanges(at, form, step, by));
    onChoose({ kind: "step", step: step + by });
  };
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        onClick={onToggle}
        className={cn(
          "flex h-7 min-w-0 flex-1 items-center gap-2 rounded-control px-1 text-left hover:bg-hover",
          open && "bg-active",
        )}
      >
        <span className="tabular inline-flex size-4.5 shrink-0 items-center justify-center rounded-full bg-hover text-[11px] text-dim">
          {step + 1}
        </span>
        <span className="truncate font-medium text-xs">{row.title || `Step ${step + 1}`}</span>
      </button>
      <IconButton
        size="small"
        label={`Move step ${name} up`}
        icon={<ArrowUp />}
        disabled={locked || step === 0}
        onClick={() => move(-1)}
      />
      <IconButton
        size="small"
        label={`Move step ${name} down`}
        icon={<ArrowDown />}
        disabled={locked || step === stepsOf(form).length - 1}
        onClick={() => move(1)}
      />
      <IconButton
        size="small"
        label={`Remove step ${name}`}
        tip="Remove the step; its inputs stay"
        icon={<Trash2 />}
        disabled={locked}
        onClick={() => {
          change(removeStepChanges(at, form, step));
          onChoose(null);
        }}
      />
    </>
  );
}
