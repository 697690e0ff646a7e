"use client";

import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { isJsonObject, type Json } from "@/lib/base/json";
import { FormRow } from "../form-row";
import { TemplatePreview } from "../template-preview";
import { fieldId, useChanges, useLocked } from "../use-field";
import type { FieldProps } from "./props";
import { TextControl } from "./text-field";

const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");

/** A list of labels with a text each, in their order: the lines of an email. */
export function LabelValuesField({ field, at, value }: FieldProps) {
  const change = useChanges();
  const locked = useLocked();
  const lines = (Array.isArray(value) ? value : []).map((line) => (isJsonObject(line) ? line : {}));
  return (
    <FormRow at={at} title={field.title} description={field.description} required={field.required} below>
      <ul className="flex flex-col gap-1.5">
        {lines.map((line, index) => {
          const place = `${at}/${index}`;
          const label = textOf(line.label);
          return (
            // Lines may be alike, and only their place tells them apart.
            <li key={index.toString()} className="flex flex-col gap-1">
              <div className="flex items-start gap-1.5">
                <div className="w-[38%] shrink-0">
                  <TextControl
                    at={`${place}/label`}
                    label={`Label of line ${index + 1}`}
                    placeholder="Label"
                    value={label}
                    onChange={(next) => change([{ at: `${place}/label`, value: next }], `${place}/label`)}
                  />
                </div>
                <div className="min-w-0 flex-1">
                  <TextControl
                    at={`${place}/value`}
                    mono
                    label={`Value of line ${index + 1}`}
                    value={textOf(line.value)}
                    onChange={(next) => change([{ at: `${place}/value`, value: next }], `${place}/value`)}
                  />
                </div>
                <IconButton
                  label={`Remove line ${index + 1}`}
                  icon={<X />}
                  disabled={locked || lines.length === 1}
                  onClick={() => change([{ at: place, value: undefined }])}
                />
              </div>
              <TemplatePreview at={`${place}/value`} value={textOf(line.value)} />
            </li>
          );
        })}
      </ul>
      <Button
        id={fieldId(at)}
        variant="ghost"
        disabled={locked}
        className="self-start"
        onClick={() => change([{ at, insert: { label: "", value: "" } }])}
      >
        <Plus /> Add line
      </Button>
    </FormRow>
  );
}
