"use client";

import { Input, Textarea } from "@/components/ui/input";
import type { Json } from "@/lib/base/json";
import { FormRow } from "../form-row";
import { TemplatePreview } from "../template-preview";
import { fieldId, useLocked, useProblems, useSetter } from "../use-field";
import type { FieldProps } from "./props";

const shown = (value: Json | undefined): string =>
  value === undefined || value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);

/** One line or several of text, with the value its templates give now beneath. */
export function TextField({ field, at, value }: FieldProps) {
  const set = useSetter(at);
  const text = shown(value);
  // An emptied optional field leaves the document; a required one stays, so that its problem has a place.
  const change = (next: string) => set(next === "" && !field.required ? undefined : next);
  return (
    <FormRow at={at} title={field.title} description={field.description} required={field.required}>
      <TextControl
        at={at}
        value={text}
        onChange={change}
        lines={field.control === "textarea"}
        mono={field.template === true || field.jq === true}
        placeholder={field.placeholder ?? (typeof field.default === "string" ? field.default : undefined)}
      />
      {(field.template || field.jq) && <TemplatePreview at={at} value={text} />}
    </FormRow>
  );
}

/** The bare control of a text in the document. */
export function TextControl({
  at,
  value,
  onChange,
  lines,
  mono,
  placeholder,
  label,
}: {
  at: string;
  value: string;
  onChange: (value: string) => void;
  lines?: boolean;
  mono?: boolean;
  placeholder?: string | undefined;
  label?: string;
}) {
  const locked = useLocked();
  const invalid = useProblems(at).some((problem) => problem.severity === "error");
  const props = {
    id: fieldId(at),
    value,
    "aria-label": label,
    "aria-invalid": invalid || undefined,
    mono: mono ?? false,
    placeholder,
    readOnly: locked,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  // A template wraps instead of hiding its end; always the same element, or growing would lose the cursor.
  const grows = lines || mono;
  return grows ? (
    <Textarea
      {...props}
      rows={1}
      short={!lines}
      className={lines ? "" : "break-all"}
      onKeyDown={(event) => !lines && event.key === "Enter" && event.preventDefault()}
    />
  ) : (
    <Input {...props} />
  );
}
