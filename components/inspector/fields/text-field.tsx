"use client";

import type { ClipboardEvent } from "react";
import { Input, Textarea } from "@/components/ui/input";
import type { Json } from "@/lib/base/json";
import type { Problem } from "@/lib/base/problem";
import { FormRow } from "../form-row";
import { CodeControl } from "../template/code-control";
import type { Mark } from "../template/layer";
import { useLanguage } from "../template/use-language";
import type { WholeOption } from "../template/use-suggestions";
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

/** The bare control of a text in the document: with colours and suggestions where it holds expressions. */
export function TextControl({
  at,
  value,
  onChange,
  onPaste,
  onBlur,
  lines,
  mono,
  placeholder,
  label,
  whole,
}: {
  at: string;
  value: string;
  onChange: (value: string) => void;
  onPaste?: ((event: ClipboardEvent) => void) | undefined;
  onBlur?: () => void;
  lines?: boolean;
  mono?: boolean;
  placeholder?: string | undefined;
  label?: string;
  /** Whole texts to choose from. */
  whole?: readonly WholeOption[] | undefined;
}) {
  const locked = useLocked();
  const problems = useProblems(at);
  const invalid = problems.some((problem) => problem.severity === "error");
  const language = useLanguage(at, value);
  if (language)
    return (
      <CodeControl
        id={fieldId(at)}
        value={value}
        language={language}
        marks={marksOf(problems)}
        onChange={onChange}
        onPaste={onPaste}
        lines={lines ?? false}
        placeholder={placeholder}
        label={label}
        whole={whole}
        narrow={label !== undefined && !lines}
        invalid={invalid}
      />
    );
  const props = {
    id: fieldId(at),
    value,
    "aria-label": label,
    "aria-invalid": invalid || undefined,
    mono: mono ?? false,
    placeholder,
    readOnly: locked,
    onPaste,
    onBlur,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  return lines ? <Textarea {...props} rows={1} /> : <Input {...props} />;
}

const marksOf = (problems: readonly Problem[]): Mark[] =>
  problems.flatMap(({ span, severity }) => (span ? [{ ...span, severity }] : []));
