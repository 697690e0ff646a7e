"use client";

import { type FormEvent, useEffect, useId, useMemo, useRef } from "react";
import { Field as FieldFrame, Textarea } from "@/components/ui/input";
import type { Json, JsonObject } from "@/lib/base/json";
import { type Field, formOf } from "@/lib/workflow/inputs";
import { InputControl } from "./input-control";

/**
 * A trigger's form (reference 2.2). Which inputs show, and what they offer, follows the values as they
 * change. `problems` are drawn at their inputs; the first one gets the focus when they change.
 */
export function StartForm({
  formId,
  userInputs,
  values,
  problems,
  onChange,
  onSubmit,
}: {
  formId: string;
  userInputs: JsonObject;
  values: JsonObject;
  problems: ReadonlyMap<string, string>;
  onChange: (name: string, value: Json | undefined) => void;
  onSubmit: () => void;
}) {
  const form = useRef<HTMLFormElement>(null);
  const fields = useMemo(
    () => formOf(userInputs, values).filter((field) => field.visible),
    [userInputs, values],
  );

  useEffect(() => {
    if (problems.size > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [problems]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form ref={form} id={formId} noValidate onSubmit={submit} className="flex flex-col gap-4">
      {fields.map((field, index) => (
        <div key={field.name} className="flex flex-col gap-4">
          {field.step !== undefined && field.step !== fields[index - 1]?.step && field.step !== "" && (
            <h3 className="border-line border-b pb-1 font-semibold text-sm">{field.step}</h3>
          )}
          {field.heading && (
            <div>
              <h4 className="font-medium text-base">{field.heading.title}</h4>
              {field.heading.description && <p className="text-dim text-xs">{field.heading.description}</p>}
            </div>
          )}
          <FormField
            formId={formId}
            field={field}
            value={values[field.name]}
            problem={problems.get(field.name) ?? field.problem}
            onChange={(value) => onChange(field.name, value)}
          />
        </div>
      ))}
    </form>
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
      required={field.required}
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
