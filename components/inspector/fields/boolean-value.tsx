"use client";

import { Select } from "@/components/ui/select";
import { fieldId, useLocked } from "../use-field";

const choices = [
  { value: "true", label: "true" },
  { value: "false", label: "false" },
];

/** A value that is yes or no, as JSON writes it. */
export function BooleanValue({
  at,
  label,
  value,
  onChange,
}: {
  at: string;
  label: string;
  value: boolean;
  onChange: (value: boolean) => void;
}) {
  return (
    <Select
      id={fieldId(at)}
      label={label}
      className="w-full"
      disabled={useLocked()}
      value={String(value)}
      options={choices}
      onChange={(next) => onChange(next === "true")}
    />
  );
}
