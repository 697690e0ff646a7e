"use client";

import { useMemo, useRef, useState } from "react";
import { CommitInput } from "@/components/inspector/fields/commit-input";
import { TextControl } from "@/components/inspector/fields/text-field";
import { FormRow } from "@/components/inspector/form-row";
import { RenamePreview } from "@/components/inspector/rename-preview";
import { fieldId, useChanges, useLocked } from "@/components/inspector/use-field";
import { InputControl } from "@/components/run/input-control";
import { Select } from "@/components/ui/select";
import { Checkbox, Switch } from "@/components/ui/switch";
import type { Json, JsonObject } from "@/lib/base/json";
import { useEditor, useEditorActions, useEditorStore } from "@/lib/editor/use-editor";
import { formOf } from "@/lib/workflow/inputs";
import { inputUses, renameInput } from "@/lib/workflow/rename-input";
import { inputPointer, isRequired, requireChanges } from "./form-changes";
import { objectOf, rowsOf, strings, textOf } from "./form-rows";
import { inputKinds, kindChanges, kindOf, kindWords, nameFrom } from "./input-kinds";
import { KindIcon } from "./kind-icon";
import { KindSettings } from "./kind-settings";
import { OrQuery, queryOf } from "./or-query";
import { RemoveInput } from "./remove-input";

/** Everything about one input of the form at `at`. */
export function InputSettings({
  at,
  form,
  name,
  onRenamed,
  onRemoved,
}: {
  at: string;
  form: JsonObject;
  name: string;
  onRenamed: (name: string) => void;
  onRemoved: () => void;
}) {
  const change = useChanges();
  const locked = useLocked();
  const property = objectOf(objectOf(form.properties)[name]);
  const here = inputPointer(at, name);
  const kind = kindOf(property);
  const required = isRequired(form, name);
  const options = inputKinds.map(({ id, label }) => ({
    value: id,
    label: (
      <span className="inline-flex items-center gap-2">
        <KindIcon id={id} className="size-3.5 text-dim" />
        {label}
      </span>
    ),
  }));
  const odd = { value: "odd", label: kindWords(property) };
  return (
    <div className="flex flex-col gap-3">
      <TitleAndName at={at} form={form} name={name} property={property} onRenamed={onRenamed} />
      <FormRow at={`${here}/type`} title="Kind">
        <Select
          id={fieldId(`${here}/type`)}
          value={kind?.id ?? odd.value}
          disabled={locked}
          options={kind ? options : [...options, odd]}
          onChange={(id) => {
            const wanted = inputKinds.find((each) => each.id === id);
            if (wanted) change(kindChanges(here, property, wanted));
          }}
        />
      </FormRow>
      <FormRow at={`${here}/description`} title="Help" description="Shown below the input.">
        <TextControl
          at={`${here}/description`}
          lines
          value={textOf(property.description)}
          onChange={(next) =>
            change(
              [{ at: `${here}/description`, value: next === "" ? undefined : next }],
              `${here}/description`,
            )
          }
        />
      </FormRow>
      <FormRow at={`${here}/required`} title="Required" inline>
        {required === undefined ? (
          <span className="text-faint text-xs">decided by the form's jq query</span>
        ) : (
          <Switch
            id={fieldId(`${here}/required`)}
            checked={required}
            disabled={locked}
            onChange={(next) => change(requireChanges(at, form, name, next))}
          />
        )}
      </FormRow>
      <DefaultSetting at={`${here}/default`} name={name} property={property} />
      <KindSettings at={here} property={property} keys={kind?.keys ?? []} />
      <FlagSetting at={`${here}/visible`} value={property.visible} title="Visible" absent />
      <FlagSetting
        at={`${here}/readOnly`}
        value={property.readOnly}
        title="Read-only"
        description="Shown and sent, but not to be changed."
      />
      <FlagSetting
        at={`${here}/disabled`}
        value={property.disabled}
        title="Disabled"
        description="Shown, but not sent."
      />
      <DependsOn at={`${here}/dependsOn`} form={form} name={name} value={property.dependsOn} />
      <RemoveInput at={at} form={form} name={name} onRemoved={onRemoved} />
    </div>
  );
}

/** Until something reads it, an input that was just added is named after its title. */
function TitleAndName({
  at,
  form,
  name,
  property,
  onRenamed,
}: {
  at: string;
  form: JsonObject;
  name: string;
  property: JsonObject;
  onRenamed: (name: string) => void;
}) {
  const change = useChanges();
  const { edit } = useEditorActions();
  const store = useEditorStore();
  const here = inputPointer(at, name);
  const [draft, setDraft] = useState<string | null>(null);
  const typed = useRef(false);
  const taken = objectOf(form.properties);
  const isTrigger = useEditor(
    (state) => state.document?.nodes[Number(at.split("/")[2])]?.config.type !== "INPUT",
  );
  const wanted = draft?.trim().replace(/\s+/g, "_");
  const wrong =
    wanted !== undefined && wanted !== name && Object.hasOwn(taken, wanted)
      ? `Another input is called "${wanted}".`
      : undefined;
  const rename = (to: string, merge?: string) => {
    if (to === "" || to === name || Object.hasOwn(taken, to)) return;
    const refused = edit(
      (text) => renameInput(text, at, name, to),
      merge === undefined ? { label: `Rename input ${name}` } : { merge },
    );
    if (!refused) onRenamed(to);
  };
  const settle = () => {
    if (!typed.current) return;
    typed.current = false;
    const fresh = new RegExp(`^${kindOf(property)?.name ?? "text"}(_\\d+)?$`);
    if (!fresh.test(name) || inputUses(store.getState().text, at, name).length > 0) return;
    rename(nameFrom(textOf(property.title)), `${here}/title`);
  };
  return (
    <>
      <FormRow at={`${here}/title`} title="Title">
        <TextControl
          at={`${here}/title`}
          value={textOf(property.title)}
          placeholder={name}
          onBlur={settle}
          onChange={(next) => {
            typed.current = true;
            change([{ at: `${here}/title`, value: next === "" ? undefined : next }], `${here}/title`);
          }}
        />
      </FormRow>
      <FormRow
        at={here}
        title="Identifier"
        description={
          isTrigger
            ? "Later nodes read it as .outputs.trigger.<identifier>. Renaming it updates them."
            : "Later nodes read it in the responses. Renaming it updates them."
        }
      >
        <CommitInput
          mono
          id={fieldId(here)}
          value={name}
          invalid={wrong !== undefined}
          onDraft={setDraft}
          onCommit={(to) => rename(to.replace(/\s+/g, "_"))}
        />
        {wrong && <p className="text-bad text-xs">{wrong}</p>}
        <RenamePreview
          at={here}
          wanted={wanted && wanted !== name && !wrong ? wanted : undefined}
          rename={(text, to) => renameInput(text, at, name, to)}
        />
      </FormRow>
    </>
  );
}

/** The default in the very control that the form has for the input. */
function DefaultSetting({ at, name, property }: { at: string; name: string; property: JsonObject }) {
  const change = useChanges();
  const locked = useLocked();
  const field = useMemo(() => {
    const { encryption, visible, disabled, readOnly, default: _, ...plain } = property;
    return formOf({ properties: { [name]: plain } })[0];
  }, [name, property]);
  const value = property.default;
  if (field === undefined) return null;
  const set = (next: Json | undefined) => change([{ at, value: next }], at);
  return (
    <OrQuery
      at={at}
      value={value}
      title="Default"
      description="What the form begins with."
      start=".trigger.by.user.email"
      below
      inline={field.type === "boolean"}
    >
      {queryOf(value) === undefined && (
        <InputControl
          id={fieldId(at)}
          field={{ ...field, readOnly: locked }}
          value={value}
          onChange={set}
          invalid={false}
          describedBy={undefined}
        />
      )}
    </OrQuery>
  );
}

function FlagSetting({
  at,
  value,
  title,
  description,
  absent = false,
}: {
  at: string;
  value: Json | undefined;
  title: string;
  description?: string;
  /** What holds when nothing is written. */
  absent?: boolean;
}) {
  const change = useChanges();
  const locked = useLocked();
  const on = typeof value === "boolean" ? value : absent;
  return (
    <OrQuery
      at={at}
      value={value}
      title={title}
      {...(description === undefined ? {} : { description })}
      start={absent ? "true" : "false"}
      inline
    >
      <Switch
        id={fieldId(at)}
        checked={on}
        disabled={locked}
        onChange={(next) => change([{ at, value: next === absent ? undefined : next }])}
      />
    </OrQuery>
  );
}

/** Which other inputs empty this one when they change. */
function DependsOn({
  at,
  form,
  name,
  value,
}: {
  at: string;
  form: JsonObject;
  name: string;
  value: Json | undefined;
}) {
  const change = useChanges();
  const locked = useLocked();
  const chosen = strings(value);
  const others = rowsOf(form).flatMap((row) => (row.kind === "input" && row.name !== name ? [row] : []));
  if (others.length === 0) return null;
  return (
    <FormRow
      at={at}
      title="Depends on"
      description="When one of these changes, this input is emptied, and its choices are read again."
      below
    >
      <fieldset id={fieldId(at)} className="flex flex-wrap gap-x-4 gap-y-1.5 py-0.5">
        <legend className="sr-only">Depends on</legend>
        {others.map((other) => (
          <label
            key={other.name}
            htmlFor={`${fieldId(at)} ${other.name}`}
            className="flex items-center gap-1.5 text-xs"
          >
            <Checkbox
              id={`${fieldId(at)} ${other.name}`}
              checked={chosen.includes(other.name)}
              disabled={locked}
              onChange={(on) => {
                const next = on ? [...chosen, other.name] : chosen.filter((one) => one !== other.name);
                change([{ at, value: next.length === 0 ? undefined : next }]);
              }}
            />
            <span className="font-mono">{other.name}</span>
          </label>
        ))}
      </fieldset>
    </FormRow>
  );
}
