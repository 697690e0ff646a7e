"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { type Handle, Sortable } from "@/components/ui/sortable";
import { isJsonObject, type Json, type JsonObject } from "@/lib/base/json";
import { useEditorActions } from "@/lib/editor/use-editor";
import { freeName } from "@/lib/workflow/fresh-identifier";
import { editText } from "@/lib/workflow/text-edit";
import { FormRow } from "../form-row";
import { OtherProblems, placesOf } from "../other-problems";
import { moveItemChanges, removeOutlet, renameOutlet } from "../outlet-edits";
import { RenamePreview } from "../rename-preview";
import { TemplatePreview } from "../template-preview";
import { fieldId, useChanges, useLocked } from "../use-field";
import { CommitInput } from "./commit-input";
import { LabelField } from "./label-field";
import { NumberInput } from "./number-input";
import type { FieldProps } from "./props";
import { TextControl } from "./text-field";

const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : "");

/** Named ways out, tried from top to bottom. */
export function OutletsField({ field, at, value }: FieldProps) {
  const change = useChanges();
  const locked = useLocked();
  const outlets = Array.isArray(value) ? value.filter(isJsonObject) : [];
  const buttons = outlets.some((outlet) => "evaluationMethod" in outlet) || field.jq !== true;
  const add = () => {
    const identifier = freeName(new Set(outlets.map((outlet) => textOf(outlet.identifier))), "outlet");
    const rest: JsonObject = buttons
      ? { evaluationMethod: "button", numOfResponders: 1 }
      : { expression: "true" };
    change([{ at, insert: { identifier, title: "", ...rest } }]);
  };
  return (
    <FormRow at={at} title={field.title} description={field.description}>
      <Sortable
        items={outlets}
        // An outlet is named by its identifier; while two share one, their places tell them apart.
        idOf={(outlet, index) =>
          `${textOf(outlet.identifier)}${outlets.findIndex((o) => o.identifier === outlet.identifier) === index ? "" : index}`
        }
        nameOf={(outlet) => textOf(outlet.title) || textOf(outlet.identifier)}
        onMove={(from, to) => change(moveItemChanges(at, outlets, from, to))}
        disabled={locked}
        label={field.title}
        className="flex flex-col gap-2"
        itemClassName="flex flex-col gap-2 rounded-control border border-line bg-surface p-2.5"
      >
        {(_, index, handle) => (
          <Outlet
            at={`${at}/${index}`}
            list={at}
            index={index}
            outlets={outlets}
            buttons={buttons}
            handle={handle}
          />
        )}
      </Sortable>
      <Button id={fieldId(at)} variant="ghost" disabled={locked} className="self-start" onClick={add}>
        <Plus /> Add outlet
      </Button>
    </FormRow>
  );
}

const shared = ["identifier", "statusLabel", "workflowStatusLabel"];
const outletKeys = { button: [...shared, "numOfResponders"], condition: [...shared, "expression"] };

function Outlet({
  at,
  list,
  index,
  outlets,
  buttons,
  handle,
}: {
  at: string;
  list: string;
  index: number;
  outlets: JsonObject[];
  buttons: boolean;
  handle: Handle;
}) {
  const change = useChanges();
  const { edit } = useEditorActions();
  const locked = useLocked();
  const outlet = outlets[index] as JsonObject;
  const identifier = textOf(outlet.identifier);
  const [renaming, setRenaming] = useState<string | null>(null);
  const name = textOf(outlet.title) || identifier;
  return (
    <>
      <div className="flex items-center gap-1">
        {handle}
        <span className="tabular w-4 text-faint text-xs">{index + 1}</span>
        <TextControl
          at={`${at}/title`}
          label={`Title of outlet ${identifier}`}
          placeholder={identifier}
          value={textOf(outlet.title)}
          onChange={(title) => change([{ at: `${at}/title`, value: title }], `${at}/title`)}
        />
        <IconButton
          size="small"
          label={`Remove ${name}`}
          icon={<X />}
          disabled={locked}
          onClick={() => edit((text) => removeOutlet(text, list, index))}
        />
      </div>
      <OtherProblems at={at} fields={placesOf(at, outletKeys[buttons ? "button" : "condition"])} />
      <FormRow
        at={`${at}/identifier`}
        title="Identifier"
        description="What connections and later nodes name."
      >
        <CommitInput
          mono
          id={fieldId(`${at}/identifier`)}
          label={`Identifier of outlet ${identifier}`}
          value={identifier}
          onDraft={setRenaming}
          onCommit={(wanted) => {
            if (wanted !== "") edit((text) => renameOutlet(text, list, index, wanted));
          }}
        />
        <RenamePreview
          at={`${at}/identifier`}
          wanted={renaming?.trim() && renaming.trim() !== identifier ? renaming.trim() : undefined}
          rename={(text, wanted) => renameOutlet(text, list, index, wanted)}
        />
      </FormRow>
      {buttons ? (
        <FormRow at={`${at}/numOfResponders`} title="Answers needed">
          <NumberInput
            id={fieldId(`${at}/numOfResponders`)}
            label={`Answers needed for ${name}`}
            value={outlet.numOfResponders ?? 1}
            fits={(count) => Number.isInteger(count) && count > 0}
            onChange={(count) =>
              change([{ at: `${at}/numOfResponders`, value: count }], `${at}/numOfResponders`)
            }
          />
        </FormRow>
      ) : (
        <FormRow at={`${at}/expression`} title="Expression" description="Bare jq; taken when it gives true.">
          <TextControl
            at={`${at}/expression`}
            mono
            value={textOf(outlet.expression)}
            placeholder='.outputs.trigger.environment == "production"'
            onChange={(expression) => {
              edit((text) => editText(text, [{ at: `${at}/expression`, value: expression }]), {
                merge: `${at}/expression`,
              });
            }}
          />
          <TemplatePreview at={`${at}/expression`} value={textOf(outlet.expression)} />
        </FormRow>
      )}
      <LabelField
        at={`${at}/statusLabel`}
        title="Status label"
        description="Shown on this node's run when the outlet is taken."
        value={outlet.statusLabel}
        of={name}
      />
      <LabelField
        at={`${at}/workflowStatusLabel`}
        title="Run label"
        description="Shown on the whole run when the outlet is taken."
        value={outlet.workflowStatusLabel}
        of={name}
      />
    </>
  );
}
