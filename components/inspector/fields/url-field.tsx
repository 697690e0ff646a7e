"use client";

import { FieldLabel, FieldProblems } from "../form-row";
import { TemplatePreview } from "../template-preview";
import { useChanges } from "../use-field";
import { MethodSelect } from "./method-select";
import type { FieldProps } from "./props";
import { QueryTable } from "./query-table";
import { TextControl } from "./text-field";
import { useCurlPaste } from "./use-curl-paste";

/** Where a request goes: the method and the URL in one row, as people write them, and the URL's query as a table. */
export function UrlField({ field, at, value, beside }: FieldProps) {
  const change = useChanges();
  const text = typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
  const pasteCurl = useCurlPaste(at);
  return (
    <>
      <div data-document-field data-at={at} className="flex flex-col gap-1">
        <div className="flex flex-wrap items-start gap-x-2 gap-y-3">
          {beside && (
            <div className="flex w-22 shrink-0 flex-col gap-1">
              <Label {...beside} />
              <MethodSelect {...beside} />
            </div>
          )}
          <div className="flex min-w-52 flex-1 flex-col gap-1">
            <Label field={field} at={at} />
            <TextControl
              at={at}
              value={text}
              onChange={(next) => change([{ at, value: next }], at)}
              onPaste={pasteCurl}
              mono
              placeholder={field.placeholder}
            />
          </div>
        </div>
        {beside && (
          <div data-document-field data-at={beside.at} className="contents">
            <FieldProblems at={beside.at} below />
          </div>
        )}
        <FieldProblems at={at} below />
        <TemplatePreview at={at} value={text} />
      </div>
      {(value === undefined || typeof value === "string") && (
        <QueryTable at={at} url={text} onChange={(next, merge) => change([{ at, value: next }], merge)} />
      )}
    </>
  );
}

function Label({ field, at }: Pick<FieldProps, "field" | "at">) {
  return (
    <div className="flex min-h-5 items-center">
      <FieldLabel at={at} title={field.title} description={field.description} required={field.required} />
    </div>
  );
}
