"use client";

import { useState } from "react";
import { cn } from "@/components/ui/cn";
import { isJsonObject, type Json } from "@/lib/base/json";
import { FormRow } from "../form-row";
import { TemplatePreview } from "../template-preview";
import { useChanges, useLocked } from "../use-field";
import { BodyPreview } from "./body-preview";
import { BodyRows } from "./body-rows";
import { JsonControl } from "./json-field";
import { ModeSwitch } from "./mode-switch";
import type { FieldProps } from "./props";
import { TextControl } from "./text-field";

type Mode = "fields" | "json" | "text";

const modes: { value: Mode; label: string; title: string }[] = [
  { value: "fields", label: "Fields", title: "One row for each key of an object" },
  { value: "json", label: "JSON", title: "Any value, as JSON" },
  { value: "text", label: "Text", title: "One text, such as a template that gives the whole value" },
];

/** What a value is shown as until somebody chooses: a flat object has a row for each key. */
function usualMode(value: Json | undefined): Mode {
  if (typeof value === "string") return "text";
  if (!isJsonObject(value)) return "json";
  const items = Object.values(value);
  return items.length <= 12 && items.every((item) => typeof item !== "object" || item === null)
    ? "fields"
    : "json";
}

/** What an API is sent: an object by its fields, any JSON, or one text. Choosing another way keeps the content. */
export function BodyField({ field, at, value }: FieldProps) {
  const change = useChanges();
  const locked = useLocked();
  const [chosen, setChosen] = useState<Mode>();
  const [first] = useState(() => usualMode(value));
  const [preview, setPreview] = useState(false);
  const wanted = chosen ?? first;
  const hasFields = value === undefined || isJsonObject(value);
  const mode: Mode =
    typeof value === "string" && wanted !== "json"
      ? "text"
      : wanted === "fields" && !hasFields
        ? "json"
        : wanted === "text" && typeof value !== "string" && value !== undefined
          ? "json"
          : wanted;
  const choose = (next: Mode) => {
    setChosen(next);
    if (next === "text" && typeof value !== "string" && value !== undefined)
      change([{ at, value: JSON.stringify(value, null, 2) }]);
    if (next !== "text" && typeof value === "string") {
      const read = readJson(value);
      if (read !== undefined) change([{ at, value: read }]);
    }
  };
  const fieldsOff = !hasFields && !(typeof value === "string" && isJsonObject(readJson(value)));
  return (
    <FormRow
      at={at}
      title={field.title}
      description={field.description}
      required={field.required}
      below={mode !== "fields"}
      aside={
        <div className="flex items-center gap-2">
          <button
            type="button"
            aria-pressed={preview}
            aria-label={`Preview of ${field.title}`}
            onClick={() => setPreview(!preview)}
            className={cn(
              "h-5 rounded-[4px] px-1.5 text-xs hover:bg-hover hover:text-text",
              preview ? "bg-active text-text" : "text-dim",
            )}
          >
            Preview
          </button>
          <ModeSwitch
            label={`${field.title} as`}
            modes={modes}
            mode={mode}
            isOff={(one) => locked || (one === "fields" && fieldsOff)}
            onChoose={choose}
          />
        </div>
      }
    >
      {mode === "fields" && <BodyRows field={field} at={at} value={value} />}
      {mode === "json" && (
        <>
          <JsonControl at={at} value={value} placeholder={field.placeholder ?? "{ }"} />
          {!preview && <TemplatePreview at={at} value={value} />}
        </>
      )}
      {mode === "text" && (
        <>
          <TextControl
            at={at}
            value={typeof value === "string" ? value : ""}
            lines
            mono
            placeholder="{{ .outputs.trigger }}"
            onChange={(next) => change([{ at, value: next === "" ? undefined : next }], at)}
          />
          {!preview && <TemplatePreview at={at} value={value} />}
        </>
      )}
      {preview && <BodyPreview at={at} title={field.title} value={value} />}
    </FormRow>
  );
}

/** The object or list that a text holds, if it does. */
function readJson(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
