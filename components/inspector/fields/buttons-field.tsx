"use client";

import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { type Handle, Sortable } from "@/components/ui/sortable";
import type { Json, JsonObject } from "@/lib/base/json";
import { useEditorActions } from "@/lib/editor/use-editor";
import { identifierPattern } from "@/lib/nodes/fields";
import { addButton, buttonsOf, buttonVariants, removeButton, renameButton } from "../button-edits";
import { FormRow } from "../form-row";
import { moveItemChanges } from "../outlet-edits";
import { fieldId, useChanges, useLocked } from "../use-field";
import { CommitInput } from "./commit-input";
import { TextControl } from "./text-field";

const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");

const variantWords: Record<(typeof buttonVariants)[number], string> = {
  PRIMARY: "Primary",
  SECONDARY: "Secondary",
  DANGER: "Danger",
};

/** The buttons that answer an input node; each takes the outlet of its name. */
export function ButtonsField({ at, form }: { at: string; form: JsonObject }) {
  const change = useChanges();
  const { edit } = useEditorActions();
  const locked = useLocked();
  const buttons = buttonsOf(form);
  return (
    <FormRow
      at={`${at}/buttons`}
      title="Buttons"
      description="Those who answer press one. Each takes the outlet of the same identifier."
    >
      <Sortable
        items={buttons}
        idOf={(button, index) =>
          `${textOf(button.identifier)}${buttons.findIndex((each) => each.identifier === button.identifier) === index ? "" : index}`
        }
        nameOf={(button) => `button ${textOf(button.label) || textOf(button.identifier)}`}
        onMove={(from, to) => change(moveItemChanges(`${at}/buttons`, buttons, from, to))}
        disabled={locked}
        label="Buttons"
        className="flex flex-col gap-2"
        itemClassName="flex flex-col gap-2 rounded-control border border-line bg-surface p-2.5"
      >
        {(button, index, handle) => <AnswerButton at={at} index={index} button={button} handle={handle} />}
      </Sortable>
      <Button
        id={fieldId(`${at}/buttons`)}
        variant="ghost"
        disabled={locked}
        className="self-start"
        onClick={() => edit((text) => addButton(text, at))}
      >
        <Plus /> Add button
      </Button>
    </FormRow>
  );
}

function AnswerButton({
  at,
  index,
  button,
  handle,
}: {
  at: string;
  index: number;
  button: JsonObject;
  handle: Handle;
}) {
  const change = useChanges();
  const { edit } = useEditorActions();
  const locked = useLocked();
  const place = `${at}/buttons/${index}`;
  const identifier = textOf(button.identifier);
  const name = textOf(button.label) || identifier;
  return (
    <>
      <div className="flex items-center gap-1.5">
        {handle}
        <TextControl
          at={`${place}/label`}
          label={`Label of button ${identifier}`}
          value={textOf(button.label)}
          onChange={(label) => change([{ at: `${place}/label`, value: label }], `${place}/label`)}
        />
        <Select
          label={`Look of button ${name}`}
          className="w-32 shrink-0"
          disabled={locked}
          value={textOf(button.variant) || undefined}
          placeholder="Look"
          onChange={(variant) => change([{ at: `${place}/variant`, value: variant }])}
          options={buttonVariants.map((value) => ({ value, label: variantWords[value] }))}
        />
        <IconButton
          size="small"
          label={`Remove ${name}`}
          icon={<X />}
          disabled={locked}
          onClick={() => edit((text) => removeButton(text, at, index))}
        />
      </div>
      <FormRow at={`${place}/identifier`} title="Identifier" description="Renaming it renames its outlet.">
        <CommitInput
          mono
          id={fieldId(`${place}/identifier`)}
          label={`Identifier of button ${identifier}`}
          value={identifier}
          onCommit={(wanted) => {
            if (identifierPattern.test(wanted)) edit((text) => renameButton(text, at, index, wanted));
          }}
        />
      </FormRow>
    </>
  );
}
