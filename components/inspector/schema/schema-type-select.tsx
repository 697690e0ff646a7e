"use client";

import { useRef } from "react";
import { Select } from "@/components/ui/select";
import { isJsonObject, type Json, type JsonObject } from "@/lib/base/json";
import { mayBeNull, oddType, type SchemaType, typeChanges, typeOf } from "@/lib/editor/schema-edits";
import { fieldId, useChanges, useLocked } from "../use-field";

const labels: Record<SchemaType, string> = {
  string: "Text",
  number: "Number",
  integer: "Whole number",
  boolean: "Yes/no",
  object: "Object",
  array: "List",
  null: "Null",
  any: "Anything",
};

const odd = "odd";

/** The type of a schema. One that the list does not have stays until another is chosen. */
export function SchemaTypeSelect({
  at,
  schema,
  label,
  types,
}: {
  at: string;
  schema: Json;
  label: string;
  types: readonly SchemaType[];
}) {
  const change = useChanges();
  const locked = useLocked();
  // What stood there in another type comes back with it.
  const before = useRef<Partial<Record<SchemaType, JsonObject>>>({});
  const type = typeOf(schema);
  const orNull = mayBeNull(schema) ? " or null" : "";
  const known = types.map((one) => ({
    value: one as string,
    label: labels[one] + (one === type ? orNull : ""),
  }));
  const isKnown = type !== undefined && types.includes(type);
  const more = { value: odd, label: type === undefined ? oddType(schema) : labels[type] + orNull };
  const choose = (next: string) => {
    const wanted = types.find((one) => one === next);
    if (wanted === undefined || wanted === type) return;
    if (type !== undefined && isJsonObject(schema)) before.current[type] = schema;
    change(typeChanges(at, schema, wanted, before.current[wanted]));
  };
  return (
    <Select
      id={fieldId(at)}
      label={label}
      className="w-28 shrink-0"
      value={isKnown ? type : odd}
      options={isKnown ? known : [...known, more]}
      disabled={locked}
      onChange={choose}
    />
  );
}
