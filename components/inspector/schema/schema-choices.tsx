"use client";

import { Checkbox } from "@/components/ui/switch";
import type { JsonObject } from "@/lib/base/json";
import {
  choicesFrom,
  hasPlainChoices,
  mayBeNull,
  nullChanges,
  type SchemaType,
} from "@/lib/editor/schema-edits";
import { JsonControl } from "../fields/json-field";
import { TextControl } from "../fields/text-field";
import { fieldId, useChanges, useLocked } from "../use-field";

/** Whether fields of a type may be limited to some values. */
export const hasChoices = (type: SchemaType | undefined): type is "string" | "number" | "integer" =>
  type === "string" || type === "number" || type === "integer";

/** What a field may hold at all: the values to choose from, and null. */
export function SchemaChoices({
  at,
  schema,
  type,
  name,
  types,
}: {
  at: string;
  schema: JsonObject;
  type: SchemaType;
  name: string;
  types: readonly SchemaType[];
}) {
  const change = useChanges();
  const locked = useLocked();
  const place = `${at}/enum`;
  const choices = schema.enum;
  const label = `Values of ${name}`;
  return (
    <div className="flex flex-col gap-1">
      {hasPlainChoices(choices) ? (
        <TextControl
          at={place}
          lines
          mono
          label={label}
          placeholder="The values it may have, one on each line"
          value={Array.isArray(choices) ? choices.map(String).join("\n") : ""}
          onChange={(text) => change([{ at: place, value: choicesFrom(text, type) }], place)}
        />
      ) : (
        <JsonControl at={place} value={choices} label={label} placeholder="[ ]" />
      )}
      {types.includes("null") && (
        <label htmlFor={`${fieldId(at)}?null`} className="flex items-center gap-1.5 text-dim text-xs">
          <Checkbox
            id={`${fieldId(at)}?null`}
            label={`${name} may be null`}
            checked={mayBeNull(schema)}
            disabled={locked}
            onChange={(on) => change(nullChanges(at, type, on))}
          />
          May be null
        </label>
      )}
    </div>
  );
}
