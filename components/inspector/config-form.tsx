"use client";

import type { ReactNode } from "react";
import { isJsonObject, type JsonObject } from "@/lib/base/json";
import { fromPointer, toPointer } from "@/lib/base/pointer";
import type { Control, FormField } from "@/lib/nodes/fields";
import { BodyField } from "./fields/body-field";
import { NumberField, SelectField, StringListField, ToggleField } from "./fields/choice-fields";
import { ContextsField } from "./fields/contexts-field";
import { CronField } from "./fields/cron-field";
import { EventConditionField } from "./fields/event-condition-field";
import { IdentifiersField } from "./fields/identifiers-field";
import { JsonField } from "./fields/json-field";
import { KeyValueField } from "./fields/key-value-field";
import { LabelValuesField } from "./fields/label-values-field";
import { NotificationsField } from "./fields/notifications-field";
import { OutletsField } from "./fields/outlets-field";
import { PermissionsField } from "./fields/permissions-field";
import type { FieldProps } from "./fields/props";
import { QueryField } from "./fields/query-field";
import { TeamField } from "./fields/team-field";
import { TextField } from "./fields/text-field";
import { UrlField } from "./fields/url-field";
import { UserInputsField } from "./fields/user-inputs-field";
import { OtherProblems, placesOf } from "./other-problems";
import { SchemaField } from "./schema/schema-field";

const controls: Record<Control, (props: FieldProps) => ReactNode> = {
  text: TextField,
  url: UrlField,
  textarea: TextField,
  select: SelectField,
  toggle: ToggleField,
  "key-value": KeyValueField,
  json: JsonField,
  body: BodyField,
  schema: SchemaField,
  outlets: OutletsField,
  "user-inputs": UserInputsField,
  cron: CronField,
  number: NumberField,
  "string-list": StringListField,
  notifications: NotificationsField,
  "label-values": LabelValuesField,
  contexts: ContextsField,
  "event-condition": EventConditionField,
  permissions: PermissionsField,
  query: QueryField,
  identifiers: IdentifiersField,
  team: TeamField,
};

/** The keys of fields. */
export const keysOf = (fields: readonly FormField[]): string[] => fields.map(({ key }) => key);

/** Fields of another kind than the one chosen are hidden, unless something is written in them. */
const isShown = (field: FormField, value: JsonObject) =>
  field.onlyFor === undefined || field.onlyFor === value.type || value[field.key] !== undefined;

/** A form drawn from the fields of a schema. `at` is the pointer of the object that holds them. */
export function ConfigForm({
  fields,
  at,
  value,
}: {
  fields: readonly FormField[];
  at: string;
  value: JsonObject;
}) {
  const propsOf = (field: FormField): FieldProps => ({
    field,
    at: toPointer([...fromPointer(at), field.key]),
    value: value[field.key],
  });
  return fields
    .filter((field) => field.rowOf === undefined && isShown(field, value))
    .map((field) => {
      const beside = fields.find(({ rowOf }) => rowOf === field.key);
      return <OneField key={field.key} {...propsOf(field)} beside={beside && propsOf(beside)} />;
    });
}

function OneField({ field, at, value, beside }: FieldProps) {
  if (field.control === undefined && field.fields.length > 0)
    return (
      <fieldset className="flex min-w-0 flex-col gap-3 border-line border-l pl-3">
        <legend className="contents">
          <span className="font-medium text-dim text-xs">{field.title}</span>
        </legend>
        <OtherProblems at={at} fields={placesOf(at, keysOf(field.fields))} />
        <ConfigForm fields={field.fields} at={at} value={isJsonObject(value) ? value : {}} />
      </fieldset>
    );
  // What the form cannot show as its usual control (a template in place of a list, say) is shown as it is written.
  const odd =
    typeof value === "string" &&
    ["json", "query", "outlets", "user-inputs", "string-list", "notifications", "label-values"].includes(
      field.control ?? "",
    );
  const Control = odd ? TextField : controls[field.control ?? "json"];
  return <Control field={field} at={at} value={value} beside={beside} />;
}
