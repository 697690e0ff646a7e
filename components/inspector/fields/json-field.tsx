"use client";

import { useState } from "react";
import { Textarea } from "@/components/ui/input";
import type { Json } from "@/lib/base/json";
import { FormRow } from "../form-row";
import { CodeControl } from "../template/code-control";
import type { Mark } from "../template/layer";
import { useLanguage } from "../template/use-language";
import { useJsonMarks } from "../template/use-marks";
import { TemplatePreview } from "../template-preview";
import { fieldId, useChanges, useLocked } from "../use-field";
import type { FieldProps } from "./props";
import { printJson, type ReadError, readJson } from "./read-json";

/** A JSON value as text. What cannot be read stays here, with the reason, until it can. */
export function JsonField({ field, at, value }: FieldProps) {
  return (
    <FormRow at={at} title={field.title} description={field.description} required={field.required} below>
      <JsonControl at={at} value={value} placeholder={field.placeholder ?? "{ }"} />
      {field.template && <TemplatePreview at={at} value={value} />}
    </FormRow>
  );
}

export function JsonControl({
  at,
  value,
  placeholder,
  label,
}: {
  at: string;
  value: Json | undefined;
  placeholder?: string;
  label?: string;
}) {
  const change = useChanges();
  const locked = useLocked();
  // The text as typed, and the value it stood for: when the document changes elsewhere, the draft gives way.
  const [draft, setDraft] = useState<{ text: string; of: string; error: ReadError | undefined } | null>(null);
  const now = printJson(value);
  const own = draft && draft.of === now ? draft : null;
  const type = (text: string) => {
    const result = readJson(text);
    if ("error" in result) {
      setDraft({ text, of: now, error: result.error });
      return;
    }
    setDraft({ text, of: printJson(result.value), error: undefined });
    if (printJson(result.value) !== now) change([{ at, value: result.value }], at);
  };
  const text = own?.text ?? now;
  const language = useLanguage(at, text, true);
  const problems = useJsonMarks(at, text, language);
  const error = own?.error;
  const marks: readonly Mark[] = error
    ? [{ start: error.at, end: Math.max(error.at + 1, error.end), severity: "error" }, ...problems]
    : problems;
  const pretty = printJson(value);
  return (
    <>
      <div data-holds="json" className="contents">
        {language ? (
          <CodeControl
            id={fieldId(at)}
            value={text}
            language={language}
            marks={marks}
            lines
            label={label}
            placeholder={placeholder}
            invalid={error !== undefined}
            onChange={type}
          />
        ) : (
          <Textarea
            id={fieldId(at)}
            aria-label={label}
            aria-invalid={error !== undefined || undefined}
            mono
            value={text}
            readOnly={locked}
            placeholder={placeholder}
            onChange={(event) => type(event.target.value)}
          />
        )}
      </div>
      {error && (
        <p role="alert" className="text-bad text-xs">
          {error.message}
        </p>
      )}
      {own && !error && own.text !== pretty && (
        <button
          type="button"
          onClick={() => setDraft(null)}
          className="self-start rounded-control text-accent text-xs hover:underline"
        >
          Format
        </button>
      )}
    </>
  );
}
