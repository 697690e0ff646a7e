"use client";

import { searchDialect } from "@/lib/editor/rule-edits";
import { RulesField } from "../rules/rules-field";
import { useChanges } from "../use-field";
import type { FieldProps } from "./props";

/** A search for entities. */
export function QueryField({ field, at, value }: FieldProps) {
  const change = useChanges();
  return (
    <RulesField
      field={field}
      at={at}
      value={value}
      dialect={searchDialect}
      onRemove={() => change([{ at, value: undefined }])}
    />
  );
}
