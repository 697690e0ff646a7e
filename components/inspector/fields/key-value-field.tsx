"use client";

import { Plus } from "lucide-react";
import { type ClipboardEvent, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Sortable } from "@/components/ui/sortable";
import { toast } from "@/components/ui/toast";
import { isJsonObject } from "@/lib/base/json";
import { fromPointer, toPointer } from "@/lib/base/pointer";
import { headerBlock } from "@/lib/editor/header-block";
import { duplicateNames, headerNames } from "@/lib/editor/headers";
import { useEditorActions } from "@/lib/editor/use-editor";
import { moveEntry } from "@/lib/workflow/move-entry";
import { FormRow } from "../form-row";
import { TemplatePreview } from "../template-preview";
import { fieldId, useChanges, useLocked } from "../use-field";
import { KeyValueRow } from "./key-value-row";
import type { FieldProps } from "./props";
import { SuggestInput } from "./suggest-input";
import { TextControl } from "./text-field";

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
  const { edit } = useEditorActions();
  const locked = useLocked();
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState<string | null>(null);
  const [draft, setDraft] = useState<string | null>(null);
  const isHeaders = field.key === "headers";
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  const names = entries.map(([name]) => name);
  const twice = isHeaders ? duplicateNames(names) : new Map<string, string>();
  const place = (key: string) => toPointer([...fromPointer(at), key]);
  const isTaken = (name: string, own?: string) =>
    names.some(
      (other) => other !== own && (isHeaders ? other.toLowerCase() === name.toLowerCase() : other === name),
    );

  // A new name wants its value next.
  useEffect(() => {
    if (added === null) return;
    setAdded(null);
    document.getElementById(fieldId(added))?.focus();
  }, [added]);

  const add = (name: string) => {
    if (name === "" || isTaken(name)) return;
    setAdding(false);
    change([{ at: place(name), value: "" }]);
    setAdded(place(name));
  };
  const paste = (event: ClipboardEvent) => {
    const block = isHeaders ? headerBlock(event.clipboardData.getData("text/plain")) : undefined;
    if (block === undefined || locked) return;
    event.preventDefault();
    setAdding(false);
    // A name in another case is the same header, and keeps its row.
    const changes = block.map(([name, text]) => ({
      at: place(names.find((other) => other.toLowerCase() === name.toLowerCase()) ?? name),
      value: text,
    }));
    change(changes);
    toast({ title: `${block.length} ${block.length === 1 ? "header" : "headers"} pasted`, tone: "ok" });
  };
  const wrong = draft !== null && isTaken(draft.trim());
  return (
    <div className="flex flex-col gap-1.5">
      <Sortable
        items={entries}
        idOf={([name]) => name}
        nameOf={([name]) => name}
        label={field.title}
        disabled={locked}
        onMove={(from, to) => edit((text) => moveEntry(text, at, from, to))}
        className="flex flex-col gap-1.5"
      >
        {([name, item], _, handle) => (
          <KeyValueRow
            at={place(name)}
            name={name}
            value={item}
            title={field.title}
            isHeader={isHeaders}
            handle={entries.length > 1 ? handle : null}
            sameAs={twice.get(name)}
            isTaken={(other) => isTaken(other, name)}
            onPaste={paste}
            onRemove={() => change([{ at: entries.length === 1 ? at : place(name), value: undefined }])}
          />
        )}
      </Sortable>
      {adding ? (
        <>
          <SuggestInput
            autoFocus
            id={fieldId(`${at}/`)}
            value=""
            label={`Name of the new entry in ${field.title}`}
            placeholder={isHeaders ? "Name, then Enter; or paste Name: value lines" : "Name, then Enter"}
            options={isHeaders ? headerNames.filter((option) => !isTaken(option.value)) : []}
            invalid={wrong}
            onCommit={add}
            onCancel={() => setAdding(false)}
            onDraft={(next) => {
              setDraft(next);
              if (next === null && !wrong) setAdding(false);
            }}
            onPaste={paste}
          />
          {wrong && <p className="text-bad text-xs">There is {draft?.trim()} already.</p>}
        </>
      ) : (
        <Button variant="ghost" disabled={locked} className="self-start" onClick={() => setAdding(true)}>
          <Plus /> Add
        </Button>
      )}
    </div>
  );
}
