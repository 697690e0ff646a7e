"use client";

import { isJsonObject } from "@/lib/base/json";
import { schemaTypes } from "@/lib/editor/schema-edits";
import { FieldsModes } from "../fields/fields-or-json";
import { JsonControl } from "../fields/json-field";
import type { FieldProps } from "../fields/props";
import { FieldProblems, FormRow } from "../form-row";
import { fieldId } from "../use-field";
import { useSchemaMode } from "./schema-modes";
import { OtherKeywords, SchemaObject } from "./schema-object";

/** The JSON Schema of an object: its fields as rows, or as JSON. Keywords without a control stay in the text. */
export function SchemaField({ field, at, value }: FieldProps) {
  const { mode, choose, hasFields } = useSchemaMode(value);
  const schema = isJsonObject(value) ? value : undefined;
  return (
    <FormRow
      at={at}
      title={field.title}
      description={field.description}
      required={field.required}
      below={mode === "json"}
      aside={<FieldsModes label={`${field.title} as`} mode={mode} hasFields={hasFields} onChoose={choose} />}
    >
      {mode === "json" ? (
        <JsonControl at={at} value={value} placeholder='{"type": "object", "properties": {}}' />
      ) : (
        <div id={fieldId(at)} tabIndex={-1} className="flex flex-col gap-1.5">
          <SchemaObject at={at} schema={schema} title={field.title} types={schemaTypes} />
          {schema && <OtherKeywords schema={schema} />}
          <FieldProblems at={`${at}/type`} below />
        </div>
      )}
    </FormRow>
  );
}
