"use client";

import { useRef } from "react";
import { Select, withChosen } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { Json, JsonObject } from "@/lib/base/json";
import { fromPointer } from "@/lib/base/pointer";
import {
  areContexts,
  type ContextKind,
  contextChanges,
  contextKinds,
  entityInputs,
  kindOfContext,
  newContext,
  otherContextKeys,
} from "@/lib/editor/context-edits";
import { useEditor } from "@/lib/editor/use-editor";
import { FormRow } from "../form-row";
import { OtherProblems, placesOf } from "../other-problems";
import { fieldId, useChanges, useLocked } from "../use-field";
import { AlsoKeys } from "./also-keys";
import { FieldsOrJson } from "./fields-or-json";
import type { FieldProps } from "./props";
import { RowList } from "./row-list";
import { SuggestInput } from "./suggest-input";
import { useBlueprintNames } from "./use-catalog-names";

const words: Record<ContextKind["on"], string> = {
  ENTITY: "Of those that fit an input of the form, which they fill in.",
  CREATE_ENTITY: "In place of the form that creates entities of a blueprint.",
  SELF_SERVICE_HUB: "Whether the page shows it.",
};

/** Where a trigger is offered beside the self-service page: a row for each place (reference 2.1). */
export function ContextsField({ field, at, value }: FieldProps) {
  const change = useChanges();
  const index = Number(fromPointer(at)[1]);
  const form = useEditor((state) => state.document?.nodes[index]?.config.userInputs);
  const contexts = areContexts(value) ? (value ?? []) : [];
  return (
    <FieldsOrJson
      field={field}
      at={at}
      value={value}
      hasFields={areContexts(value)}
      placeholder='[{ "on": "ENTITY", "userInput": "…" }]'
    >
      <RowList
        at={at}
        items={contexts}
        title={field.title}
        one="context"
        card
        onAdd={() => change([{ at, insert: newContext(contexts, form) }])}
        onRemove={(gone) => change([{ at: contexts.length === 1 ? at : `${at}/${gone}`, value: undefined }])}
        below={(row) => <ContextParts at={`${at}/${row}`} context={contexts[row] ?? {}} form={form} />}
      >
        {(row) => <ContextKindSelect list={at} contexts={contexts} index={row} form={form} />}
      </RowList>
    </FieldsOrJson>
  );
}

function ContextKindSelect({
  list,
  contexts,
  index,
  form,
}: {
  list: string;
  contexts: readonly JsonObject[];
  index: number;
  form: Json | undefined;
}) {
  const change = useChanges();
  const locked = useLocked();
  // What stood there in another kind comes back with it.
  const before = useRef<Record<string, Json>>({});
  const context = contexts[index] ?? {};
  const kind = kindOfContext(context);
  const odd = context.on === undefined ? [] : [{ value: "odd", label: JSON.stringify(context.on) }];
  const choose = (on: string) => {
    const next = contextKinds.find((one) => one.on === on);
    if (next === undefined || next === kind) return;
    for (const { key } of contextKinds) if (context[key] !== undefined) before.current[key] = context[key];
    change(contextChanges(list, contexts, index, next, form, before.current[next.key]));
  };
  return (
    <Select
      id={fieldId(`${list}/${index}`)}
      label={`Context ${index + 1}`}
      className="w-full"
      disabled={locked}
      invalid={kind === undefined}
      value={kind?.on ?? odd[0]?.value}
      options={[
        ...contextKinds.map(({ on, title }) => ({ value: on, label: title, description: words[on] })),
        ...(kind === undefined ? odd : []),
      ]}
      onChange={choose}
    />
  );
}

/** What a context is about, and what is wrong with it. */
function ContextParts({ at, context, form }: { at: string; context: JsonObject; form: Json | undefined }) {
  const kind = kindOfContext(context);
  return (
    <>
      {kind?.on === "ENTITY" && (
        <InputChoice at={`${at}/userInput`} value={context.userInput} inputs={entityInputs(form)} />
      )}
      {kind?.on === "CREATE_ENTITY" && (
        <BlueprintName at={`${at}/blueprintIdentifier`} value={context.blueprintIdentifier} />
      )}
      {kind?.on === "SELF_SERVICE_HUB" && <Shown at={`${at}/visible`} value={context.visible} />}
      <AlsoKeys keys={otherContextKeys(context)} />
      <OtherProblems at={at} fields={kind === undefined ? [] : placesOf(at, [kind.key])} />
    </>
  );
}

function InputChoice({
  at,
  value,
  inputs,
}: {
  at: string;
  value: Json | undefined;
  inputs: readonly { name: string; title: string }[];
}) {
  const change = useChanges();
  const locked = useLocked();
  const chosen = typeof value === "string" && value !== "" ? value : undefined;
  const known = inputs.map(({ name, title }) => ({
    value: name,
    label: title,
    ...(title === name ? {} : { description: name }),
  }));
  const isKnown = chosen === undefined || inputs.some(({ name }) => name === chosen);
  return (
    <FormRow at={at} title="Input" description="The input that the entity is filled into." below>
      <Select
        id={fieldId(at)}
        className="w-full"
        disabled={locked || (inputs.length === 0 && chosen === undefined)}
        invalid={!isKnown}
        value={chosen}
        placeholder={inputs.length === 0 ? "The form has no input for an entity" : "Choose an input"}
        options={withChosen(known, chosen)}
        onChange={(name) => change([{ at, value: name }])}
      />
    </FormRow>
  );
}

function BlueprintName({ at, value }: { at: string; value: Json | undefined }) {
  const change = useChanges();
  const options = useBlueprintNames();
  return (
    <FormRow at={at} title="Blueprint" description="The kind of entity that is created." below>
      <SuggestInput
        id={fieldId(at)}
        label="Blueprint"
        placeholder="service"
        value={typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value)}
        options={options}
        onType={(next) => change([{ at, value: next }], at)}
        onCommit={(next) => change([{ at, value: next }], at)}
      />
    </FormRow>
  );
}

function Shown({ at, value }: { at: string; value: Json | undefined }) {
  const change = useChanges();
  const locked = useLocked();
  return (
    <FormRow at={at} title="Shown there" inline below>
      <Switch
        id={fieldId(at)}
        checked={value !== false}
        disabled={locked}
        onChange={(on) => change([{ at, value: on }])}
      />
    </FormRow>
  );
}
