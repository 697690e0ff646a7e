"use client";

import { PanelsTopLeft } from "lucide-react";
import { useMemo, useState } from "react";
import { AddMenu } from "@/components/form-builder/add-menu";
import { FormBuilder } from "@/components/form-builder/form-builder";
import { type Chosen, FormList } from "@/components/form-builder/form-list";
import { objectOf, rowsOf } from "@/components/form-builder/form-rows";
import { PlayContext } from "@/components/form-builder/play";
import { RowSettings } from "@/components/form-builder/row-settings";
import { useFormEdits } from "@/components/form-builder/use-form-edits";
import { useFormContext } from "@/components/run/form-context";
import { shownValues } from "@/components/run/form-values";
import { Button } from "@/components/ui/button";
import type { JsonObject } from "@/lib/base/json";
import { FormRow } from "../form-row";
import { fieldId, useLocked } from "../use-field";
import { ButtonsField } from "./buttons-field";
import type { FieldProps } from "./props";

/** The form that a person fills in: a short list here, the builder with its preview in a window. */
export function UserInputsField({ field, at, value }: FieldProps) {
  const locked = useLocked();
  const form = useMemo(() => objectOf(value), [value]);
  const [open, setOpen] = useState<Chosen | null>(null);
  const [building, setBuilding] = useState<{ first: Chosen | null } | null>(null);
  const { addInput, addHeading } = useFormEdits(at, form);
  const context = useFormContext();
  // Until there is a preview, queries are shown with what the form begins with.
  const play = useMemo(() => ({ values: shownValues(form, {}, context), context }), [form, context]);
  const answered = Array.isArray(form.buttons);
  return (
    <FormRow at={at} title={field.title} description={field.description} below>
      {rowsOf(form).length === 0 && (
        <p className="rounded-control border border-line border-dashed px-3 py-2.5 text-dim text-xs">
          {answered
            ? "No inputs: a button alone is the answer. Add one to ask for a value with it."
            : "No inputs: the run starts with one press. Add one to ask for a value."}
        </p>
      )}
      <PlayContext value={play}>
        <FormList
          at={at}
          form={form}
          chosen={open}
          onChoose={setOpen}
          details={(chosen) => <RowSettings at={at} form={form} chosen={chosen} onChoose={setOpen} />}
        />
      </PlayContext>
      <span id={fieldId(at)} tabIndex={-1} className="flex items-center gap-1">
        <AddMenu
          disabled={locked}
          onAdd={(kind) => setOpen({ kind: "input", name: addInput(kind) })}
          onHeading={() => setOpen({ kind: "heading", name: addHeading() })}
        />
        <Button
          className="ml-auto"
          onClick={() => {
            // One set of fields at a time: labels find their controls by id.
            setBuilding({ first: open ?? firstInput(form) });
            setOpen(null);
          }}
        >
          <PanelsTopLeft /> Edit form
        </Button>
      </span>
      {building && (
        <FormBuilder at={at} form={form} first={building.first} onClose={() => setBuilding(null)} />
      )}
      {answered && <ButtonsField at={at} form={form} />}
    </FormRow>
  );
}

/** Where the builder begins, so that there is something to see. */
function firstInput(form: JsonObject): Chosen | null {
  const row = rowsOf(form).find(({ kind }) => kind === "input");
  return row?.kind === "input" ? { kind: "input", name: row.name } : null;
}
