"use client";

import { isJsonObject } from "@/lib/base/json";
import { FieldProblems } from "../form-row";
import { TemplatePreview } from "../template-preview";
import { BodyValue } from "./body-value";
import { EntryList } from "./entry-list";
import { EntryRow } from "./entry-row";
import type { FieldProps } from "./props";

/** An object with a row for each key, whose value has a type of its own. */
export function BodyRows({ field, at, value }: FieldProps) {
  return (
    <EntryList at={at} title={field.title} entries={isJsonObject(value) ? Object.entries(value) : []}>
      {(entry) => (
        <EntryRow
          entry={entry}
          title={field.title}
          nameWidth="w-[27%] shrink-0 pointer-coarse:w-auto pointer-coarse:flex-1 pointer-coarse:shrink"
          below={
            <>
              <FieldProblems at={entry.at} below />
              <TemplatePreview at={entry.at} value={entry.value} />
            </>
          }
        >
          <BodyValue at={entry.at} name={`${entry.name} in ${field.title}`} value={entry.value} />
        </EntryRow>
      )}
    </EntryList>
  );
}
