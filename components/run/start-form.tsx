"use client";

import { type FormEvent, useEffect, useId, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { Field as FieldFrame, Textarea } from "@/components/ui/input";
import type { Json } from "@/lib/base/json";
import type { Field } from "@/lib/workflow/inputs";
import { InputControl } from "./input-control";
import type { FormState } from "./use-form";

/**
 * The open page of a form (reference 2.2). Which inputs show, and what they offer, follows the values as they
 * change. Problems are drawn at their inputs; the first one gets the focus when they change.
 */
export function StartForm({
  formId,
  form,
  onSubmit,
}: {
  formId: string;
  form: FormState;
  /** Submits on the last page, and goes on from the others. */
  onSubmit: () => void;
}) {
  const element = useRef<HTMLFormElement>(null);
  const { pages, at, problems } = form;
  const page = pages[at];

  useEffect(() => {
    if (problems.size > 0) element.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [problems]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (at < pages.length - 1) form.next();
    else onSubmit();
  };
  const whole = problems.get("");
  return (
    <form ref={element} id={formId} noValidate onSubmit={submit} className="flex flex-col gap-4">
      {pages.length > 1 && <Steps titles={pages.map(({ title }) => title)} at={at} />}
      {whole && (
        <p role="alert" className="rounded-control border border-line bg-sunken px-3 py-2 text-bad text-sm">
          {whole}
        </p>
      )}
      {page?.items.map((item) => {
        if (item.kind === "heading")
          return (
            <div key={`heading ${item.id}`}>
              <h3 className="font-medium text-base">{item.title}</h3>
              {item.description && <p className="text-dim text-xs">{item.description}</p>}
            </div>
          );
        const { field } = item;
        if (!field.visible) return null;
        return (
          <FormField
            key={field.name}
            formId={formId}
            field={field}
            value={form.values[field.name]}
            problem={problems.get(field.name) ?? field.problem}
            onChange={(value) => form.change(field.name, value)}
          />
        );
      })}
    </form>
  );
}

/** Where one is in a form of several steps. */
function Steps({ titles, at }: { titles: readonly string[]; at: number }) {
  return (
    <ol aria-label="Steps" className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b pb-2">
      {titles.map((title, index) => (
        <li
          // Titles may repeat, and only their place tells them apart.
          key={`${index.toString()} ${title}`}
          aria-current={index === at ? "step" : undefined}
          className={cn(
            "flex items-center gap-1.5 text-xs",
            index === at ? "font-semibold text-text" : "text-dim",
          )}
        >
          <span
            aria-hidden
            className={cn(
              "tabular inline-flex size-5 items-center justify-center rounded-full",
              index === at ? "bg-accent text-accent-ink" : "bg-hover",
            )}
          >
            {index + 1}
          </span>
          {title || `Step ${index + 1}`}
        </li>
      ))}
    </ol>
  );
}

function FormField({
  formId,
  field,
  value,
  problem,
  onChange,
}: {
  formId: string;
  field: Field;
  value: Json | undefined;
  problem: string | undefined;
  onChange: (value: Json | undefined) => void;
}) {
  const id = `${formId}-${field.name}`;
  const describedBy = problem ? `${id}-error` : field.description ? `${id}-hint` : undefined;
  return (
    <FieldFrame
      id={id}
      label={field.title}
      required={field.required && !field.disabled}
      hint={field.description}
      error={problem}
      aside={field.title !== field.name && <code className="font-mono text-faint text-xs">{field.name}</code>}
    >
      <InputControl
        id={id}
        field={field}
        value={value}
        onChange={onChange}
        invalid={problem !== undefined}
        describedBy={describedBy}
      />
    </FieldFrame>
  );
}

/** The output of a trigger without a form, an event say, as JSON. */
export function EventForm({
  formId,
  text,
  problem,
  onChange,
  onSubmit,
}: {
  formId: string;
  text: string;
  problem: string | undefined;
  onChange: (text: string) => void;
  onSubmit: () => void;
}) {
  const id = useId();
  return (
    <form
      id={formId}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <FieldFrame
        id={id}
        label="Output of the trigger, as JSON"
        hint="What .outputs.trigger holds in this run."
        error={problem}
      >
        <Textarea
          id={id}
          mono
          rows={8}
          value={text}
          aria-invalid={problem !== undefined || undefined}
          aria-describedby={problem ? `${id}-error` : `${id}-hint`}
          onChange={(event) => onChange(event.target.value)}
        />
      </FieldFrame>
    </form>
  );
}
