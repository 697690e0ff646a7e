"use client";

import { Switch } from "@/components/ui/switch";
import type { JsonObject } from "@/lib/base/json";
import type { SchemaType } from "@/lib/editor/schema-edits";
import { FieldsModes } from "../fields/fields-or-json";
import { JsonControl } from "../fields/json-field";
import { FormRow } from "../form-row";
import { fieldId, useChanges, useLocked } from "../use-field";
import { useSchemaMode } from "./schema-modes";
import { OtherKeywords, SchemaObject } from "./schema-object";

/** What a field of an input may be (reference 2.2). */
const types: readonly SchemaType[] = ["string", "number", "boolean", "object", "array"];

/** The fields of an input that is an object, and whether it takes others; `at` is the pointer of its schema. */
export function ObjectSettings({ at, schema }: { at: string; schema: JsonObject }) {
  const change = useChanges();
  const locked = useLocked();
  const place = `${at}/properties`;
  const { mode, choose, hasFields } = useSchemaMode({ ...schema, type: "object" });
  const others = `${at}/additionalProperties`;
  const { additionalProperties } = schema;
  const isPlain = additionalProperties === undefined || typeof additionalProperties === "boolean";
  return (
    <>
      <FormRow
        at={place}
        title="Fields"
        description="What the object is made of. Without any, it may hold anything."
        below={mode === "json"}
        aside={<FieldsModes label="Fields as" mode={mode} hasFields={hasFields} onChoose={choose} />}
      >
        {mode === "json" ? (
          <JsonControl at={place} value={schema.properties} />
        ) : (
          <SchemaObject at={at} schema={schema} title="Fields" types={types} />
        )}
        <OtherKeywords
          schema={schema}
          among={isPlain ? ["patternProperties"] : ["patternProperties", "additionalProperties"]}
        />
      </FormRow>
      {isPlain && schema.properties !== undefined && (
        <FormRow at={others} title="Other fields, too" inline>
          <Switch
            id={fieldId(others)}
            checked={additionalProperties === true}
            disabled={locked}
            onChange={(on) => change([{ at: others, value: on ? true : undefined }])}
          />
        </FormRow>
      )}
    </>
  );
}
