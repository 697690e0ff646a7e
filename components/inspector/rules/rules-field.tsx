"use client";

import { groupOf, type RuleDialect } from "@/lib/editor/rule-edits";
import { FieldsOrJson, type FieldWords } from "../fields/fields-or-json";
import type { FieldProps } from "../fields/props";
import { fieldId } from "../use-field";
import { RuleGroup } from "./rule-group";

/** A tree of rules, all or any of which must hold: a row for each, or as JSON. */
export function RulesField({
  field,
  at,
  value,
  dialect,
  onRemove,
}: Pick<FieldProps, "at" | "value"> & {
  field: FieldWords;
  dialect: RuleDialect;
  /** Removes the whole when its last rule goes. */
  onRemove: () => void;
}) {
  return (
    <FieldsOrJson
      field={field}
      at={at}
      value={value}
      hasFields={groupOf(value) !== undefined}
      placeholder='{ "combinator": "and", "rules": [] }'
    >
      <div id={fieldId(at)} tabIndex={-1} className="flex flex-col gap-1.5">
        <RuleGroup at={at} group={value} title={field.title} dialect={dialect} onEmpty={onRemove} />
      </div>
    </FieldsOrJson>
  );
}
