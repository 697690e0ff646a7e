"use client";

import type { ClipboardEvent } from "react";
import { toast } from "@/components/ui/toast";
import { isJsonObject, type Json } from "@/lib/base/json";
import { fromPointer, toPointer } from "@/lib/base/pointer";
import { headerBlock } from "@/lib/editor/header-block";
import { duplicateNames, headerNames, headerValues } from "@/lib/editor/headers";
import { useEditor } from "@/lib/editor/use-editor";
import { FieldProblems, FormRow } from "../form-row";
import { TemplatePreview } from "../template-preview";
import { useChanges, useLocked } from "../use-field";
import { EntryList } from "./entry-list";
import { EntryRow } from "./entry-row";
import type { FieldProps } from "./props";
import { TextControl } from "./text-field";

const none: readonly string[] = [];
const shown = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));
const isSameHeader = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** Names with a text each: headers, variables. */
export function KeyValueField({ field, at, value }: FieldProps) {
  const whole = typeof value === "string";
  return (
    <FormRow at={at} title={field.title} description={field.description} below={whole}>
      {whole ? <WholeTemplate at={at} value={value} /> : <Rows field={field} at={at} value={value} />}
    </FormRow>
  );
}

/** One template may stand for the whole object. */
function WholeTemplate({ at, value }: { at: string; value: string }) {
  const change = useChanges();
  return (
    <>
      <TextControl at={at} value={value} mono onChange={(next) => change([{ at, value: next }], at)} />
      <TemplatePreview at={at} value={value} />
    </>
  );
}

function Rows({ field, at, value }: FieldProps) {
  const change = useChanges();
  const locked = useLocked();
  const isHeaders = field.key === "headers";
  const secrets = useEditor((state) => (isHeaders ? state.secrets : none)) ?? none;
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  const names = entries.map(([name]) => name);
  const twice = isHeaders ? duplicateNames(names) : new Map<string, string>();
  const paste = (event: ClipboardEvent): boolean => {
    const block = isHeaders ? headerBlock(event.clipboardData.getData("text/plain")) : undefined;
    if (block === undefined || locked) return false;
    event.preventDefault();
    // A name in another case is the same header, and keeps its row.
    const changes = block.map(([name, text]) => ({
      at: toPointer([...fromPointer(at), names.find((other) => isSameHeader(other, name)) ?? name]),
      value: text,
    }));
    change(changes);
    toast({ title: `${block.length} ${block.length === 1 ? "header" : "headers"} pasted`, tone: "ok" });
    return true;
  };
  return (
    <EntryList
      at={at}
      title={field.title}
      entries={entries}
      onPaste={paste}
      {...(isHeaders && {
        same: isSameHeader,
        options: headerNames,
        placeholder: "Name, then Enter; or paste Name: value lines",
      })}
    >
      {(entry) => {
        const { name } = entry;
        const text = shown(entry.value);
        const sameAs = twice.get(name);
        return (
          <EntryRow
            entry={entry}
            title={field.title}
            nameWidth="w-[32%] shrink-0 pointer-coarse:w-auto pointer-coarse:flex-1 pointer-coarse:shrink"
            options={isHeaders ? headerNames : []}
            invalid={sameAs !== undefined}
            onPaste={paste}
            onRemove={() => change([{ at: entries.length === 1 ? at : entry.at, value: undefined }])}
            below={
              <>
                {sameAs !== undefined && (
                  <p className="text-warn text-xs">
                    {sameAs} is the same header: the case of a name does not count. Keep one of the two.
                  </p>
                )}
                <FieldProblems at={entry.at} below />
                <TemplatePreview at={entry.at} value={text} />
              </>
            }
          >
            <div className="min-w-0 flex-1 pointer-coarse:order-last pointer-coarse:basis-full">
              <TextControl
                at={entry.at}
                mono
                label={`${name} in ${field.title}`}
                value={text}
                whole={isHeaders ? headerValues(name, secrets) : undefined}
                onChange={(next) => change([{ at: entry.at, value: next }], entry.at)}
              />
            </div>
          </EntryRow>
        );
      }}
    </EntryList>
  );
}
