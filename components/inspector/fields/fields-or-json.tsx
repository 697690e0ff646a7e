"use client";

import { type ReactNode, useState } from "react";
import { FormRow } from "../form-row";
import { useLocked } from "../use-field";
import { JsonControl } from "./json-field";
import { ModeSwitch } from "./mode-switch";
import type { FieldProps } from "./props";

/** What a field says of itself. */
export type FieldWords = Pick<FieldProps["field"], "title" | "description"> & { required?: boolean };

export type FieldsMode = "fields" | "json";

const modes: { value: FieldsMode; label: string; title: string }[] = [
  { value: "fields", label: "Fields", title: "A control for each part" },
  { value: "json", label: "JSON", title: "As it is written" },
];

/** Chooses between the parts of a value and its JSON. */
export function FieldsModes({
  label,
  mode,
  hasFields,
  onChoose,
}: {
  label: string;
  mode: FieldsMode;
  /** Whether the value has a shape that the parts can show. */
  hasFields: boolean;
  onChoose: (mode: FieldsMode) => void;
}) {
  const locked = useLocked();
  return (
    <ModeSwitch
      label={label}
      modes={modes}
      mode={mode}
      isOff={(one) => locked || (one === "fields" && !hasFields)}
      onChoose={onChoose}
    />
  );
}

/** A value as JSON, which tells when somebody begins and ends to write it. */
export function JsonWriting({
  at,
  value,
  placeholder,
  onWriting,
  children,
}: Pick<FieldProps, "at" | "value"> & {
  placeholder: string;
  onWriting: (writing: boolean) => void;
  /** Beneath it; a press there does not end the writing. */
  children?: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears of the control inside
    <div className="contents" onFocus={() => onWriting(true)} onBlur={() => onWriting(false)}>
      <JsonControl at={at} value={value} placeholder={placeholder} />
      {children}
    </div>
  );
}

/** A field by its parts, which are the children, or as JSON. What the parts cannot show is shown as JSON. */
export function FieldsOrJson({
  field,
  at,
  value,
  hasFields,
  placeholder,
  children,
}: Pick<FieldProps, "at" | "value"> & {
  field: FieldWords;
  hasFields: boolean;
  placeholder: string;
  children: ReactNode;
}) {
  const [chosen, choose] = useState<FieldsMode>("fields");
  // Who writes JSON is not taken away from it by the first value that the parts could show.
  const [writing, setWriting] = useState(false);
  const mode = hasFields && !writing ? chosen : "json";
  return (
    <FormRow
      at={at}
      title={field.title}
      description={field.description}
      required={field.required ?? false}
      below={mode === "json"}
      aside={<FieldsModes label={`${field.title} as`} mode={mode} hasFields={hasFields} onChoose={choose} />}
    >
      {mode === "json" ? (
        <JsonWriting at={at} value={value} placeholder={placeholder} onWriting={setWriting} />
      ) : (
        children
      )}
    </FormRow>
  );
}
