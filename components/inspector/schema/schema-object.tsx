"use client";

import { isJsonObject, type JsonObject } from "@/lib/base/json";
import {
  addFieldChanges,
  otherKeywords,
  removeFieldChanges,
  renameFieldChanges,
  type SchemaType,
} from "@/lib/editor/schema-edits";
import { AlsoKeys } from "../fields/also-keys";
import { EntryList } from "../fields/entry-list";
import { EntryRow } from "../fields/entry-row";
import { FieldProblems } from "../form-row";
import { useChanges } from "../use-field";
import { SchemaDetails } from "./schema-details";
import { SchemaTypeSelect } from "./schema-type-select";

/** More rows than this nobody edits, and drawing them would take long. */
const most = 200;

/** The fields that a JSON Schema gives an object: a row for each, with its type and what it is for. */
export function SchemaObject({
  at,
  schema,
  title,
  types,
  depth = 0,
}: {
  /** Pointer of the schema. */
  at: string;
  schema: JsonObject | undefined;
  /** Of the whole field. */
  title: string;
  /** What a field may be. */
  types: readonly SchemaType[];
  /** How many objects and lists it lies in. */
  depth?: number;
}) {
  const change = useChanges();
  const own = schema ?? {};
  const fields = isJsonObject(own.properties) ? Object.entries(own.properties) : [];
  if (fields.length > most)
    return (
      <p className="text-faint text-xs">{fields.length} fields, too many for a list. Edit them as JSON.</p>
    );
  return (
    <>
      <EntryList
        at={`${at}/properties`}
        title={title}
        entries={fields}
        roomy
        onAdd={(name) => change(addFieldChanges(at, schema, name))}
      >
        {(entry) => (
          <EntryRow
            entry={entry}
            title={title}
            nameWidth="min-w-0 flex-1"
            onRename={(wanted) => change(renameFieldChanges(at, own, entry.name, wanted))}
            onRemove={() => change(removeFieldChanges(at, own, entry.name))}
            below={
              <SchemaDetails
                indented={entry.handle !== null}
                at={entry.at}
                schema={entry.value}
                name={entry.name}
                of={{ at, schema: own }}
                types={types}
                depth={depth}
              />
            }
          >
            <SchemaTypeSelect
              at={entry.at}
              schema={entry.value}
              label={`Type of ${entry.name}`}
              types={types}
            />
          </EntryRow>
        )}
      </EntryList>
      <FieldProblems at={`${at}/required`} below />
    </>
  );
}

/** The keywords of a schema that have no control here. */
export function OtherKeywords({
  schema,
  among,
}: {
  schema: JsonObject;
  /** Looks for these alone. */
  among?: readonly string[];
}) {
  const others = otherKeywords(schema).filter((key) => among === undefined || among.includes(key));
  return <AlsoKeys keys={others} />;
}
