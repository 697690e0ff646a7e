"use client";

import type { ClipboardEvent } from "react";
import { sayCurl } from "@/components/curl/curl-report";
import { Input, Textarea } from "@/components/ui/input";
import type { Json } from "@/lib/base/json";
import type { Problem } from "@/lib/base/problem";
import { replaceByCurl } from "@/lib/editor/curl";
import { useEditorStore } from "@/lib/editor/use-editor";
import { isCurl } from "@/lib/workflow/curl/read";
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
  const pasteCurl = useCurlPaste(at);
  // An emptied optional field leaves the document; a required one stays, so that its problem has a place.
  const change = (next: string) => set(next === "" && !field.required ? undefined : next);
  return (
    <FormRow at={at} title={field.title} description={field.description} required={field.required}>
      <TextControl
        at={at}
        value={text}
        onChange={change}
        onPaste={pasteCurl}
        lines={field.control === "textarea"}
        mono={field.template === true || field.jq === true}
        placeholder={field.placeholder ?? (typeof field.default === "string" ? field.default : undefined)}
      />
      {(field.template || field.jq) && <TemplatePreview at={at} value={text} />}
    </FormRow>
  );
}

/** In a webhook's URL a pasted `curl` command is its whole request. */
function useCurlPaste(at: string): ((event: ClipboardEvent) => void) | undefined {
  const store = useEditorStore();
  const locked = useLocked();
  const index = /^\/nodes\/(\d+)\/config\/url$/.exec(at)?.[1];
  if (index === undefined || locked) return undefined;
  return (event) => {
    const text = event.clipboardData.getData("text/plain");
    const type = store.getState().document?.nodes[Number(index)]?.config.type;
    if (type !== "WEBHOOK" || !isCurl(text)) return;
    event.preventDefault();
    sayCurl(replaceByCurl(store, `/nodes/${index}/config`, text));
  };
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
