"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { isJsonObject, type Json } from "@/lib/base/json";
import { fromPointer, toPointer } from "@/lib/base/pointer";
import { FormRow } from "../form-row";
import { TemplatePreview } from "../template-preview";
import { fieldId, useChanges, useLocked } from "../use-field";
import type { FieldProps } from "./props";
import { TextControl } from "./text-field";

const shown = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));

/** Names with a text each: headers, variables. */
export function KeyValueField({ field, at, value }: FieldProps) {
  const whole = typeof value === "string";
  return (
    <FormRow at={at} title={field.title} description={field.description} below>
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
  const [adding, setAdding] = useState(false);
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  const place = (key: string) => toPointer([...fromPointer(at), key]);
  const add = (key: string) => {
    setAdding(false);
    if (key !== "" && !entries.some(([other]) => other === key)) change([{ at: place(key), value: "" }]);
  };
  return (
    <div className="flex flex-col gap-1.5">
      {entries.map(([key, item]) => (
        <Row
          key={key}
          at={place(key)}
          name={key}
          taken={entries.map(([other]) => other)}
          value={shown(item)}
          title={field.title}
          onRemove={() => change([{ at: entries.length === 1 ? at : place(key), value: undefined }])}
        />
      ))}
      {adding ? (
        <Input
          mono
          autoFocus
          id={fieldId(`${at}/`)}
          aria-label={`Name of the new entry in ${field.title}`}
          placeholder="Name, then Enter"
          onBlur={(event) => add(event.target.value.trim())}
          onKeyDown={(event) => {
            if (event.key === "Enter") add(event.currentTarget.value.trim());
            if (event.key === "Escape") setAdding(false);
          }}
        />
      ) : (
        <Button variant="ghost" disabled={locked} className="self-start" onClick={() => setAdding(true)}>
          <Plus /> Add
        </Button>
      )}
    </div>
  );
}

function Row({
  at,
  name,
  taken,
  value,
  title,
  onRemove,
}: {
  at: string;
  name: string;
  taken: string[];
  value: string;
  title: string;
  onRemove: () => void;
}) {
  const change = useChanges();
  const locked = useLocked();
  const [draft, setDraft] = useState<string | null>(null);
  const rename = () => {
    const wanted = draft?.trim();
    if (wanted && wanted !== name && !taken.includes(wanted)) change([{ at, key: wanted }]);
    setDraft(null);
  };
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-start gap-1.5">
        <div className="w-[38%] shrink-0">
          <Input
            mono
            aria-label={`Name of ${name} in ${title}`}
            value={draft ?? name}
            readOnly={locked}
            onChange={(event) => setDraft(event.target.value)}
            onBlur={rename}
            onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
          />
        </div>
        <div className="min-w-0 flex-1">
          <TextControl
            at={at}
            mono
            label={`${name} in ${title}`}
            value={value}
            onChange={(next) => change([{ at, value: next }], at)}
          />
        </div>
        <IconButton label={`Remove ${name}`} icon={<X />} disabled={locked} onClick={onRemove} />
      </div>
      <TemplatePreview at={at} value={value} />
    </div>
  );
}
