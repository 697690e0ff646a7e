"use client";

import { Plus, X } from "lucide-react";
import { TextControl } from "@/components/inspector/fields/text-field";
import { FormRow } from "@/components/inspector/form-row";
import { fieldId, useChanges, useLocked } from "@/components/inspector/use-field";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { Json } from "@/lib/base/json";
import { objectOf, textOf } from "./form-rows";
import { QueryControl } from "./query-control";

/** Rules over several inputs, checked when the form, or the step, is left (reference 2.2). */
export function RulesEditor({ at, value, of }: { at: string; value: Json | undefined; of: string }) {
  const change = useChanges();
  const locked = useLocked();
  const rules = Array.isArray(value) ? value : [];
  return (
    <FormRow
      at={at}
      title={`Rules of the ${of}`}
      description="Each must give true, or its message is shown and nothing is sent."
      below
    >
      <ol id={fieldId(at)} tabIndex={-1} className="flex flex-col gap-2">
        {rules.map((rule, index) => {
          const here = `${at}/${index}`;
          const { constraint, message } = objectOf(rule);
          return (
            <li
              // Rules have no name but their place.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              key={index}
              className="flex items-start gap-1 rounded-control border border-line bg-surface p-2"
            >
              <div className="flex min-w-0 flex-1 flex-col gap-1">
                <QueryControl
                  at={`${here}/constraint`}
                  label={`Rule ${index + 1}, as jq`}
                  value={textOf(constraint)}
                  placeholder=".form.replicas <= 5"
                />
                <TextControl
                  at={`${here}/message`}
                  label={`Message of rule ${index + 1}`}
                  value={textOf(message)}
                  placeholder="Five replicas are enough."
                  onChange={(next) => change([{ at: `${here}/message`, value: next }], `${here}/message`)}
                />
              </div>
              <IconButton
                size="small"
                label={`Remove rule ${index + 1}`}
                icon={<X />}
                disabled={locked}
                onClick={() => change([{ at: rules.length === 1 ? at : here, value: undefined }])}
              />
            </li>
          );
        })}
      </ol>
      <Button
        variant="ghost"
        className="self-start"
        disabled={locked}
        onClick={() => change([{ at, insert: { constraint: "true", message: "This cannot be sent." } }])}
      >
        <Plus /> Add rule
      </Button>
    </FormRow>
  );
}
