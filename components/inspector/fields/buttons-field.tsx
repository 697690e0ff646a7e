"use client";

import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import type { Json, JsonObject } from "@/lib/base/json";
import { useEditorActions } from "@/lib/editor/use-editor";
import { identifierPattern } from "@/lib/nodes/fields";
import { addButton, buttonsOf, buttonVariants, removeButton, renameButton } from "../button-edits";
import { FormRow } from "../form-row";
import { fieldId, useChanges, useLocked } from "../use-field";
import { CommitInput } from "./commit-input";

const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");

const variantWords: Record<(typeof buttonVariants)[number], string> = {
  PRIMARY: "Primary",
  SECONDARY: "Secondary",
  DANGER: "Danger",
};

/** The buttons that answer an input node; each takes the outlet of its name. */
export function ButtonsField({ at, form }: { at: string; form: JsonObject }) {
  const { edit } = useEditorActions();
  const locked = useLocked();
  const buttons = buttonsOf(form);
  return (
    <FormRow
      at={`${at}/buttons`}
      title="Buttons"
      description="Those who answer press one. Each takes the outlet of the same identifier."
    >
      <ul className="flex flex-col gap-2">
        {buttons.map((button, index) => (
          <AnswerButton
            key={`${textOf(button.identifier)}${buttons.findIndex((each) => each.identifier === button.identifier) === index ? "" : index}`}
            at={at}
            index={index}
            button={button}
          />
        ))}
      </ul>
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

function AnswerButton({ at, index, button }: { at: string; index: number; button: JsonObject }) {
  const change = useChanges();
  const { edit } = useEditorActions();
  const locked = useLocked();
  const place = `${at}/buttons/${index}`;
  const identifier = textOf(button.identifier);
  const name = textOf(button.label) || identifier;
  return (
    <li className="flex flex-col gap-2 rounded-control border border-line bg-surface p-2.5">
      <div className="flex items-center gap-1.5">
        <CommitInput
          id={fieldId(`${place}/label`)}
          label={`Label of button ${identifier}`}
          value={textOf(button.label)}
          onCommit={(label) => change([{ at: `${place}/label`, value: label }])}
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
    </li>
  );
}
