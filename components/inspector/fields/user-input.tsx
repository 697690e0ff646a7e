"use client";

import { ChevronRight, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Pill } from "@/components/ui/pill";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { isJsonObject, type JsonObject } from "@/lib/base/json";
import { FormRow } from "../form-row";
import { fieldId, useChanges, useLocked } from "../use-field";
import {
  inputPointer,
  isRequired,
  removeInputChanges,
  renameInputChanges,
  requireChanges,
} from "../user-input-changes";
import { CommitInput } from "./commit-input";
import { JsonControl } from "./json-field";

/** What a person sees as one kind of input: a type and its format. */
const kinds: { value: string; label: string; type: string; format?: string }[] = [
  { value: "string", label: "Text", type: "string" },
  { value: "string/multi-line", label: "Long text", type: "string", format: "multi-line" },
  { value: "string/url", label: "URL", type: "string", format: "url" },
  { value: "string/email", label: "Email", type: "string", format: "email" },
  { value: "string/date-time", label: "Date and time", type: "string", format: "date-time" },
  { value: "string/yaml", label: "YAML", type: "string", format: "yaml" },
  { value: "string/user", label: "User", type: "string", format: "user" },
  { value: "string/team", label: "Team", type: "string", format: "team" },
  { value: "number", label: "Number", type: "number" },
  { value: "boolean", label: "Yes or no", type: "boolean" },
  { value: "array", label: "List", type: "array" },
  { value: "object", label: "Object", type: "object" },
];

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

function kindOf(property: JsonObject): { value: string; label: string } {
  const type = textOf(property.type) || "string";
  const format = textOf(property.format);
  const value = format === "" || format === "none" ? type : `${type}/${format}`;
  return kinds.find((kind) => kind.value === value) ?? { value, label: format || type };
}

/** One input of a form: a line, and its settings when open. */
export function UserInput({
  at,
  form,
  name,
  open,
  onToggle,
  onRenamed,
  aside,
}: {
  at: string;
  form: JsonObject;
  name: string;
  open: boolean;
  onToggle: () => void;
  onRenamed: (name: string) => void;
  aside: ReactNode;
}) {
  const properties = isJsonObject(form.properties) ? form.properties : {};
  const property = isJsonObject(properties[name]) ? properties[name] : {};
  const kind = kindOf(property);
  return (
    <>
      <div className="flex h-8 items-center gap-1 pr-1">
        <button
          type="button"
          aria-expanded={open}
          onClick={onToggle}
          className="flex h-full min-w-0 flex-1 items-center gap-1.5 rounded-control px-2 text-left hover:bg-hover"
        >
          <ChevronRight
            className={cn("size-3.5 shrink-0 text-faint transition-transform", open && "rotate-90")}
          />
          <span className="truncate font-mono text-xs">{name}</span>
          <span className="truncate text-faint text-xs">{kind.label}</span>
          {isRequired(form, name) && <Pill>required</Pill>}
        </button>
        {aside}
      </div>
      {open && (
        <Settings at={at} form={form} name={name} property={property} kind={kind} onRenamed={onRenamed} />
      )}
    </>
  );
}

function Settings({
  at,
  form,
  name,
  property,
  kind,
  onRenamed,
}: {
  at: string;
  form: JsonObject;
  name: string;
  property: JsonObject;
  kind: { value: string; label: string };
  onRenamed: (name: string) => void;
}) {
  const change = useChanges();
  const locked = useLocked();
  const here = inputPointer(at, name);
  const required = isRequired(form, name);
  const text = (key: string) => (next: string) =>
    change([{ at: `${here}/${key}`, value: next === "" ? undefined : next }]);
  const rename = (typed: string) => {
    const wanted = typed.replace(/\s+/g, "_");
    if (wanted === "" || Object.hasOwn(isJsonObject(form.properties) ? form.properties : {}, wanted)) return;
    change(renameInputChanges(at, form, name, wanted));
    onRenamed(wanted);
  };
  const choose = (value: string) => {
    const chosen = kinds.find((candidate) => candidate.value === value);
    if (chosen)
      change([
        { at: `${here}/type`, value: chosen.type },
        { at: `${here}/format`, value: chosen.format },
      ]);
  };
  const known = kinds.some((candidate) => candidate.value === kind.value);
  return (
    <div className="flex flex-col gap-2.5 border-line border-t p-2.5">
      <FormRow at={here} title="Name" description="Later nodes read it as .outputs.trigger.<name>.">
        <CommitInput mono id={fieldId(here)} value={name} onCommit={rename} />
      </FormRow>
      <FormRow at={`${here}/title`} title="Title">
        <CommitInput id={fieldId(`${here}/title`)} value={textOf(property.title)} onCommit={text("title")} />
      </FormRow>
      <FormRow at={`${here}/type`} title="Kind">
        <Select
          id={fieldId(`${here}/type`)}
          value={kind.value}
          onChange={choose}
          disabled={locked}
          options={known ? kinds : [...kinds, kind]}
        />
      </FormRow>
      <FormRow at={`${here}/description`} title="Help">
        <CommitInput
          id={fieldId(`${here}/description`)}
          value={textOf(property.description)}
          onCommit={text("description")}
        />
      </FormRow>
      <FormRow at={`${here}/required`} title="Required" inline>
        {required === undefined ? (
          <span className="text-faint text-xs">decided by a jq query</span>
        ) : (
          <Switch
            id={fieldId(`${here}/required`)}
            checked={required}
            disabled={locked}
            onChange={(next) => change(requireChanges(at, form, name, next))}
          />
        )}
      </FormRow>
      <FormRow
        at={`${here}/default`}
        title="Default"
        description='As JSON: "main", 3, true, or {"jqQuery": "…"}.'
        below
      >
        <JsonControl at={`${here}/default`} value={property.default} placeholder='"main"' />
      </FormRow>
      {(property.type === "string" || property.type === "number") && (
        <FormRow at={`${here}/enum`} title="Choices" description='As JSON: ["dev", "prod"].' below>
          <JsonControl at={`${here}/enum`} value={property.enum} placeholder='["dev", "prod"]' />
        </FormRow>
      )}
      <Button
        variant="ghost"
        className="self-start"
        disabled={locked}
        onClick={() => change(removeInputChanges(at, form, name))}
      >
        <Trash2 /> Remove input
      </Button>
    </div>
  );
}
