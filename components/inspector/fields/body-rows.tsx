"use client";

import { Plus, X } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { type Handle, Sortable } from "@/components/ui/sortable";
import { isJsonObject, type Json } from "@/lib/base/json";
import { fromPointer, toPointer } from "@/lib/base/pointer";
import { useEditorActions } from "@/lib/editor/use-editor";
import { moveEntry } from "@/lib/workflow/move-entry";
import { FieldProblems } from "../form-row";
import { TemplatePreview } from "../template-preview";
import { fieldId, useChanges, useLocked } from "../use-field";
import { BodyValue } from "./body-value";
import type { FieldProps } from "./props";
import { SuggestInput } from "./suggest-input";

/** An object with a row for each key, whose value has a type of its own. */
export function BodyRows({ field, at, value }: FieldProps) {
  const change = useChanges();
  const { edit } = useEditorActions();
  const locked = useLocked();
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState<string | null>(null);
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  const place = (key: string) => toPointer([...fromPointer(at), key]);
  const isTaken = (name: string) => entries.some(([other]) => other === name);

  // A new name wants its value next.
  useEffect(() => {
    if (added === null) return;
    setAdded(null);
    document.getElementById(fieldId(added))?.focus();
  }, [added]);

  const add = (name: string) => {
    setAdding(false);
    if (name === "" || isTaken(name)) return;
    change([{ at: place(name), value: "" }]);
    setAdded(place(name));
  };
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
          <Row
            at={place(name)}
            name={name}
            value={item}
            title={field.title}
            handle={entries.length > 1 ? handle : null}
            isTaken={isTaken}
          />
        )}
      </Sortable>
      {adding ? (
        <SuggestInput
          autoFocus
          id={fieldId(`${at}/`)}
          value=""
          label={`Name of the new entry in ${field.title}`}
          placeholder="Name, then Enter"
          options={[]}
          onCommit={add}
          onCancel={() => setAdding(false)}
          onDraft={(next) => next === null && setAdding(false)}
        />
      ) : (
        <Button
          id={fieldId(at)}
          variant="ghost"
          disabled={locked}
          className="self-start"
          onClick={() => setAdding(true)}
        >
          <Plus /> Add
        </Button>
      )}
    </div>
  );
}

function Row({
  at,
  name,
  value,
  title,
  handle,
  isTaken,
}: {
  at: string;
  name: string;
  value: Json;
  title: string;
  handle: Handle;
  isTaken: (name: string) => boolean;
}) {
  const change = useChanges();
  const locked = useLocked();
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-start gap-1.5">
        {handle && <span className="flex h-7 items-center">{handle}</span>}
        <div className="w-[30%] shrink-0">
          <SuggestInput
            label={`Name of ${name} in ${title}`}
            value={name}
            options={[]}
            onCommit={(wanted) => {
              if (wanted !== "" && !isTaken(wanted)) change([{ at, key: wanted }]);
            }}
          />
        </div>
        <BodyValue at={at} name={`${name} in ${title}`} value={value} />
        <IconButton
          label={`Remove ${name}`}
          icon={<X />}
          disabled={locked}
          onClick={() => change([{ at, value: undefined }])}
        />
      </div>
      <FieldProblems at={at} below />
      <TemplatePreview at={at} value={value} />
    </div>
  );
}
