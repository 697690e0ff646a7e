"use client";

import { Select, withChosen } from "@/components/ui/select";
import {
  addExpressionChanges,
  conditionOf,
  otherConditionKeys,
  removeExpressionChanges,
} from "@/lib/editor/condition-edits";
import { FieldProblems } from "../form-row";
import { TemplatePreview } from "../template-preview";
import { fieldId, useChanges, useLocked } from "../use-field";
import { AlsoKeys } from "./also-keys";
import { FieldsOrJson } from "./fields-or-json";
import type { FieldProps } from "./props";
import { RowList } from "./row-list";
import { TextControl } from "./text-field";

const combinators = [
  { value: "and", label: "All of these are true" },
  { value: "or", label: "One of these is true" },
];

/** Which events start a run: jq over the event, all of it or any (reference 2.3). */
export function EventConditionField({ field, at, value }: FieldProps) {
  const change = useChanges();
  const locked = useLocked();
  const condition = conditionOf(value);
  const { expressions = [], combinator } = condition ?? {};
  const list = `${at}/expressions`;
  const isKnown = combinator === undefined || combinators.some((one) => one.value === combinator);
  return (
    <FieldsOrJson
      field={field}
      at={at}
      value={value}
      hasFields={condition !== undefined}
      placeholder='{ "type": "JQ", "expressions": [".diff.after != null"] }'
    >
      {(expressions.length > 1 || combinator !== undefined) && (
        <Select
          id={fieldId(`${at}/combinator`)}
          label="Combinator"
          className="w-full"
          disabled={locked}
          value={combinator ?? "and"}
          invalid={!isKnown}
          options={withChosen(combinators, combinator)}
          onChange={(next) => change([{ at: `${at}/combinator`, value: next }])}
        />
      )}
      <FieldProblems at={`${at}/combinator`} below />
      <RowList
        at={list}
        items={expressions}
        title={field.title}
        one="expression"
        onAdd={() => change(addExpressionChanges(at, value))}
        onRemove={(index) => change(removeExpressionChanges(at, value, index))}
        below={(index) => (
          <>
            <FieldProblems at={`${list}/${index}`} below />
            <TemplatePreview at={`${list}/${index}`} value={expressions[index]} />
          </>
        )}
      >
        {(index) => (
          <TextControl
            at={`${list}/${index}`}
            mono
            label={`Expression ${index + 1}`}
            placeholder='.diff.after.properties.tier == "gold"'
            value={expressions[index] ?? ""}
            onChange={(text) => change([{ at: `${list}/${index}`, value: text }], `${list}/${index}`)}
          />
        )}
      </RowList>
      <FieldProblems at={list} below={false} />
      <FieldProblems at={`${at}/type`} below />
      <AlsoKeys keys={otherConditionKeys(value)} />
    </FieldsOrJson>
  );
}
