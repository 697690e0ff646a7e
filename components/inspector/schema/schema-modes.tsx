"use client";

import { useState } from "react";
import { isJsonObject, type Json } from "@/lib/base/json";
import { typeOf } from "@/lib/editor/schema-edits";
import type { FieldsMode } from "../fields/fields-or-json";

/** How the schema of an object is shown: what has no fields, or none that can be rows, is shown as JSON. */
export function useSchemaMode(schema: Json | undefined): {
  mode: FieldsMode;
  choose: (mode: FieldsMode) => void;
  hasFields: boolean;
} {
  const [chosen, setChosen] = useState<FieldsMode>("fields");
  const isObject = schema === undefined || ["object", "any"].includes(typeOf(schema) ?? "");
  const properties = isJsonObject(schema) ? schema.properties : undefined;
  const hasFields = isObject && schema !== true && (properties === undefined || isJsonObject(properties));
  return { mode: hasFields ? chosen : "json", choose: setChosen, hasFields };
}
