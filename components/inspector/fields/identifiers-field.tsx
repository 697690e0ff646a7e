"use client";

import { isJsonObject, type JsonObject } from "@/lib/base/json";
import { FieldProblems } from "../form-row";
import { TemplatePreview } from "../template-preview";
import { useChanges } from "../use-field";
import { AlsoKeys } from "./also-keys";
import { FieldsOrJson } from "./fields-or-json";
import type { FieldProps } from "./props";
import { RowList } from "./row-list";
import { TextControl } from "./text-field";

/** Port's limit (reference 3.5). */
const most = 5;

const isText = (value: unknown): boolean => value === undefined || typeof value === "string";

/** A list of things that are named by an identifier each. */
export function IdentifiersField({ field, at, value }: FieldProps) {
  const change = useChanges();
  const isList = Array.isArray(value) && value.every((item) => isJsonObject(item) && isText(item.identifier));
  const items = isList ? (value as JsonObject[]) : [];
  return (
    <FieldsOrJson
      field={field}
      at={at}
      value={value}
      hasFields={value === undefined || isList}
      placeholder='[{ "identifier": "…" }]'
    >
      <RowList
        at={at}
        items={items}
        title={field.title}
        one="server"
        most={most}
        focus={(index) => `${at}/${index}/identifier`}
        onAdd={() => change([{ at, insert: { identifier: "" } }])}
        onRemove={(index) => change([{ at: items.length === 1 ? at : `${at}/${index}`, value: undefined }])}
        below={(index) => (
          <>
            <FieldProblems at={`${at}/${index}`} below />
            <TemplatePreview at={`${at}/${index}/identifier`} value={items[index]?.identifier} />
            <AlsoKeys keys={Object.keys(items[index] ?? {}).filter((key) => key !== "identifier")} />
          </>
        )}
      >
        {(index) => (
          <TextControl
            at={`${at}/${index}/identifier`}
            mono
            label={`Server ${index + 1}`}
            placeholder="Identifier"
            value={String(items[index]?.identifier ?? "")}
            onChange={(next) =>
              change([{ at: `${at}/${index}/identifier`, value: next }], `${at}/${index}/identifier`)
            }
          />
        )}
      </RowList>
    </FieldsOrJson>
  );
}
