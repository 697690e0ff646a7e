"use client";

import { useState } from "react";
import { isJsonObject, type Json } from "@/lib/base/json";
import { typeOf } from "@/lib/editor/schema-edits";
import { ModeSwitch } from "../fields/mode-switch";
import { useLocked } from "../use-field";

type Mode = "fields" | "json";

const modes: { value: Mode; label: string; title: string }[] = [
  { value: "fields", label: "Fields", title: "One row for each field" },
  { value: "json", label: "JSON", title: "The schema itself" },
];

/** How the schema of an object is shown: what has no fields, or none that can be rows, is shown as JSON. */
export function useSchemaMode(schema: Json | undefined): {
  mode: Mode;
  choose: (mode: Mode) => void;
  hasFields: boolean;
} {
  const [chosen, setChosen] = useState<Mode>("fields");
  const isObject = schema === undefined || ["object", "any"].includes(typeOf(schema) ?? "");
  const properties = isJsonObject(schema) ? schema.properties : undefined;
  const hasFields = isObject && schema !== true && (properties === undefined || isJsonObject(properties));
  return { mode: hasFields ? chosen : "json", choose: setChosen, hasFields };
}

/** Chooses between the two. */
export function SchemaModes({
  label,
  mode,
  hasFields,
  onChoose,
}: {
  label: string;
  mode: Mode;
  hasFields: boolean;
  onChoose: (mode: Mode) => void;
}) {
  const locked = useLocked();
  return (
    <ModeSwitch
      label={label}
      modes={modes}
      mode={mode}
      isOff={(one) => locked || (one === "fields" && !hasFields)}
      onChoose={onChoose}
    />
  );
}
