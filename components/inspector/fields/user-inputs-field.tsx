"use client";

import { ArrowDown, ArrowUp, Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { isJsonObject, type JsonObject } from "@/lib/base/json";
import { FormRow } from "../form-row";
import { fieldId, useChanges, useLocked } from "../use-field";
import { addInputChanges, inputNames, moveInputChanges } from "../user-input-changes";
import { ButtonsField } from "./buttons-field";
import type { FieldProps } from "./props";
import { UserInput } from "./user-input";

/** The form that a person fills in: its inputs in their order. */
export function UserInputsField({ field, at, value }: FieldProps) {
  const change = useChanges();
  const locked = useLocked();
  const [adding, setAdding] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const form: JsonObject = isJsonObject(value) ? value : {};
  const properties = isJsonObject(form.properties) ? form.properties : {};
  const names = inputNames(form);
  const answered = Array.isArray(form.buttons);
  const add = (typed: string) => {
    setAdding(false);
    const name = typed.trim().replace(/\s+/g, "_");
    if (name === "" || Object.hasOwn(properties, name)) return;
    change(addInputChanges(at, form, name));
    setOpen(name);
  };
  return (
    <FormRow at={at} title={field.title} description={field.description} below>
      {names.length === 0 && !adding && (
        <p className="rounded-control border border-line border-dashed px-3 py-2.5 text-dim text-xs">
          {answered
            ? "No inputs: a button alone is the answer. Add one to ask for a value with it."
            : "No inputs: the run starts with one press. Add one to ask for a value."}
        </p>
      )}
      <ul className="flex flex-col gap-1.5">
        {names.map((name, index) => (
          <li key={name} className="rounded-control border border-line bg-surface">
            <UserInput
              at={at}
              form={form}
              name={name}
              open={open === name}
              onToggle={() => setOpen(open === name ? null : name)}
              onRenamed={setOpen}
              aside={
                <>
                  <IconButton
                    size="small"
                    label={`Move ${name} up`}
                    icon={<ArrowUp />}
                    disabled={locked || index === 0}
                    onClick={() => change(moveInputChanges(at, form, index, -1))}
                  />
                  <IconButton
                    size="small"
                    label={`Move ${name} down`}
                    icon={<ArrowDown />}
                    disabled={locked || index === names.length - 1}
                    onClick={() => change(moveInputChanges(at, form, index, 1))}
                  />
                </>
              }
            />
          </li>
        ))}
      </ul>
      {adding ? (
        <Input
          mono
          autoFocus
          aria-label="Name of the new input"
          placeholder="Name, then Enter: service_name"
          onBlur={(event) => add(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") add(event.currentTarget.value);
            if (event.key === "Escape") setAdding(false);
          }}
        />
      ) : (
        <Button
          id={fieldId(at)}
          variant="ghost"
          disabled={locked}
          className="self-start"
          onClick={() => setAdding(true)}
        >
          <Plus /> Add input
        </Button>
      )}
      {answered && <ButtonsField at={at} form={form} />}
    </FormRow>
  );
}
