"use client";

import { X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { isJsonObject, type Json } from "@/lib/base/json";
import { FormRow } from "../form-row";
import { TemplatePreview } from "../template-preview";
import { useChanges, useLocked } from "../use-field";
import { TextControl } from "./text-field";

const variants = [
  { value: "success", label: "Success" },
  { value: "alert", label: "Alert" },
];

/** The words and the look that an outlet gives its node run, or the whole run (reference 4.1). Without words there is none. */
export function LabelField({
  at,
  title,
  description,
  value,
  of,
}: {
  at: string;
  title: string;
  description: string;
  value: Json | undefined;
  /** The outlet's name, for those who do not see where the field stands. */
  of: string;
}) {
  const change = useChanges();
  const locked = useLocked();
  const label = isJsonObject(value) ? value : undefined;
  const text = typeof label?.text === "string" ? label.text : "";
  const write = (next: string) => {
    if (next === "") change([{ at, value: undefined }], at);
    else if (label === undefined) change([{ at, value: { text: next, variant: "success" } }], at);
    else change([{ at: `${at}/text`, value: next }], at);
  };
  return (
    <FormRow at={at} title={title} description={description} below>
      <div className="flex items-start gap-1.5">
        <div className="min-w-0 flex-1">
          <TextControl
            at={`${at}/text`}
            mono
            label={`${title} of ${of}`}
            placeholder="None"
            value={text}
            onChange={write}
          />
        </div>
        {label !== undefined && (
          <>
            <Select
              label={`Look of the ${title.toLowerCase()} of ${of}`}
              className="w-28 shrink-0"
              disabled={locked}
              value={typeof label.variant === "string" ? label.variant : undefined}
              placeholder="Look"
              onChange={(variant) => change([{ at: `${at}/variant`, value: variant }])}
              options={variants}
            />
            <IconButton
              label={`Remove the ${title.toLowerCase()} of ${of}`}
              icon={<X />}
              disabled={locked}
              onClick={() => change([{ at, value: undefined }])}
            />
          </>
        )}
      </div>
      {text.includes("{{") && <TemplatePreview at={`${at}/text`} value={text} />}
    </FormRow>
  );
}
