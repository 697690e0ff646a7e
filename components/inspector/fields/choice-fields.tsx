"use client";

import { useState } from "react";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { Json } from "@/lib/base/json";
import { FormRow } from "../form-row";
import { TemplatePreview } from "../template-preview";
import { fieldId, useLocked, useSetter } from "../use-field";
import type { FieldProps } from "./props";
import { TextControl } from "./text-field";

/** One of a few words. What holds when nothing is chosen stands as the chosen one. */
export function SelectField({ field, at, value }: FieldProps) {
  const set = useSetter(at);
  const locked = useLocked();
  const current =
    typeof value === "string" ? value : typeof field.default === "string" ? field.default : undefined;
  const known = current === undefined || field.options.includes(current);
  const options = known ? field.options : [...field.options, current];
  return (
    <FormRow at={at} title={field.title} description={field.description} required={field.required}>
      <Select
        id={fieldId(at)}
        value={current}
        onChange={set}
        disabled={locked}
        invalid={!known}
        options={options.map((option) => ({
          value: option,
          label: option === field.default ? `${option} (default)` : option,
        }))}
      />
    </FormRow>
  );
}

/** On or off. */
export function ToggleField({ field, at, value }: FieldProps) {
  const set = useSetter(at);
  const locked = useLocked();
  const on = typeof value === "boolean" ? value : field.default === true;
  return (
    <FormRow at={at} title={field.title} description={field.description} inline>
      <Switch id={fieldId(at)} checked={on} onChange={set} disabled={locked} />
    </FormRow>
  );
}

/** A number, or a template that gives one. */
export function NumberField({ field, at, value }: FieldProps) {
  const set = useSetter(at);
  // The text as typed and the value it stands for, so that `1.` may become `1.5`.
  const [draft, setDraft] = useState<{ text: string; of: Json | undefined }>();
  const text =
    draft?.of === value && draft ? draft.text : value === undefined || value === null ? "" : String(value);
  const change = (next: string) => {
    const number = Number(next);
    const written = next === "" ? undefined : next.trim() !== "" && Number.isFinite(number) ? number : next;
    setDraft({ text: next, of: written });
    set(written);
  };
  return (
    <FormRow at={at} title={field.title} description={field.description} required={field.required}>
      <TextControl
        at={at}
        value={text}
        onChange={change}
        mono={field.template === true}
        placeholder={field.placeholder}
      />
      {field.template && text.includes("{{") && <TemplatePreview at={at} value={text} />}
    </FormRow>
  );
}

/** A list of texts, one on each line. */
export function StringListField({ field, at, value }: FieldProps) {
  const set = useSetter(at);
  const text = Array.isArray(value) ? value.map(String).join("\n") : "";
  return (
    <FormRow at={at} title={field.title} description={`${field.description} One on each line.`} below>
      <TextControl
        at={at}
        value={text}
        lines
        mono
        placeholder={field.placeholder}
        onChange={(next) => set(next === "" ? undefined : next.split("\n"))}
      />
    </FormRow>
  );
}
