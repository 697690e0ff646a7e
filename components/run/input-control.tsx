"use client";

import { useState } from "react";
import { ColourDot } from "@/components/ui/colour-dot";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Checkbox, Switch } from "@/components/ui/switch";
import { isJsonObject, type Json, type JsonObject } from "@/lib/base/json";
import type { Field } from "@/lib/workflow/inputs";
import { fromLocalField, toLocalField } from "./date-time";
import { EntityPicker } from "./entity-picker";
import { TagInput } from "./tag-input";
import { readNumber } from "./tag-list";

/** What every control of the start form gets. `undefined` means that the input is not given. */
export interface ControlProps {
  id: string;
  field: Field;
  value: Json | undefined;
  onChange: (value: Json | undefined) => void;
  invalid: boolean;
  describedBy: string | undefined;
}

const linesOf: Record<string, { rows: number; mono: boolean }> = {
  "multi-line": { rows: 4, mono: false },
  markdown: { rows: 5, mono: false },
  yaml: { rows: 6, mono: true },
  proto: { rows: 6, mono: true },
};

/** The control for one input. */
export function InputControl(props: ControlProps) {
  const { field } = props;
  switch (field.control) {
    case "select":
      return <ChoiceControl {...props} />;
    case "multi-select":
      return <ChoicesControl {...props} />;
    case "toggle":
      return <ToggleControl {...props} />;
    case "number":
      return <NumberControl {...props} />;
    case "pick":
      return <EntityPicker {...props} />;
    case "list":
      return field.items?.type === "object" ? <JsonControl {...props} /> : <ListControl {...props} />;
    case "json":
      return field.format === "labeled-url" ? <LinkControl {...props} /> : <JsonControl {...props} />;
    default:
      return <TextControl {...props} />;
  }
}

const attributes = ({ id, invalid, describedBy, field }: ControlProps) => ({
  id,
  readOnly: field.readOnly,
  disabled: field.disabled,
  "aria-required": field.required || undefined,
  "aria-invalid": invalid || undefined,
  "aria-describedby": describedBy,
});

const asText = (value: Json | undefined): string =>
  value === undefined || value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);

const placeholders: Record<string, string> = {
  url: "https://",
  email: "name@example.com",
  entity: "Entity identifier",
};

function TextControl(props: ControlProps) {
  const { field, value, onChange } = props;
  const format = field.format ?? "";
  const text = asText(value);
  const set = (typed: string) => onChange(typed === "" ? undefined : typed);
  const lines = linesOf[format];
  if (lines)
    return (
      <Textarea
        {...attributes(props)}
        rows={lines.rows}
        mono={lines.mono}
        value={text}
        onChange={(event) => set(event.target.value)}
      />
    );
  if (format === "date-time")
    return (
      <Input
        {...attributes(props)}
        type="datetime-local"
        step={1}
        value={toLocalField(text)}
        onChange={(event) => onChange(fromLocalField(event.target.value))}
        className="max-w-64"
      />
    );
  if (field.encryption !== undefined)
    return (
      <Input
        {...attributes(props)}
        type="password"
        autoComplete="new-password"
        value={text}
        onChange={(event) => set(event.target.value)}
      />
    );
  return (
    <Input
      {...attributes(props)}
      type={format === "url" ? "url" : format === "email" ? "email" : "text"}
      placeholder={placeholders[format]}
      value={text}
      onChange={(event) => set(event.target.value)}
    />
  );
}

/** Keeps what is typed, because `1.` and `-` are on the way to a number. */
function NumberControl(props: ControlProps) {
  const { value, onChange } = props;
  const [typed, setTyped] = useState(asText(value));
  // A value from elsewhere, as when another input has changed, replaces what was typed.
  const own = typed.trim() === "" ? undefined : readNumber(typed);
  return (
    <Input
      {...attributes(props)}
      inputMode="decimal"
      value={own === (value ?? undefined) ? typed : asText(value)}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(event.target.value.trim() === "" ? undefined : readNumber(event.target.value));
      }}
      className="tabular max-w-48"
    />
  );
}

function ToggleControl({ id, value, onChange, field }: ControlProps) {
  return (
    <span className="flex h-7 items-center gap-2 text-dim text-sm">
      <Switch id={id} checked={value === true} onChange={onChange} disabled={isFixed(field)} />
      {value === true ? "Yes" : "No"}
    </span>
  );
}

const isFixed = (field: Field) => field.readOnly || field.disabled;
const none = "none";
const isSame = (a: Json, b: Json) => JSON.stringify(a) === JSON.stringify(b);

function ChoiceControl({ id, value, onChange, field, invalid }: ControlProps) {
  const options = (field.options ?? []).map((choice) => ({
    value: JSON.stringify(choice),
    label: <Choice choice={choice} colors={field.colors} />,
  }));
  return (
    <Select
      id={id}
      value={value === undefined || value === null ? undefined : JSON.stringify(value)}
      onChange={(chosen) => onChange(chosen === none ? undefined : (JSON.parse(chosen) as Json))}
      options={field.required ? options : [...options, { value: none, label: "None" }]}
      invalid={invalid}
      disabled={isFixed(field)}
      className="w-full"
    />
  );
}

function Choice({ choice, colors }: { choice: Json; colors: Field["colors"] }) {
  const text = asText(choice);
  return (
    <span className="inline-flex items-center gap-1.5">
      {colors && Object.hasOwn(colors, text) && <ColourDot name={colors[text] ?? ""} />}
      {text}
    </span>
  );
}

function ChoicesControl({ id, field, value, onChange, describedBy }: ControlProps) {
  const list = Array.isArray(value) ? value : [];
  const set = (next: Json[]) => onChange(next.length === 0 ? undefined : next);
  return (
    <fieldset id={id} aria-describedby={describedBy} className="flex flex-wrap gap-x-4 gap-y-1.5 py-1">
      <legend className="sr-only">{field.title}</legend>
      {(field.options ?? []).map((choice) => {
        const text = asText(choice);
        const others = list.filter((entry) => !isSame(entry, choice));
        return (
          <label key={text} htmlFor={`${id}-${text}`} className="flex items-center gap-2 text-sm">
            <Checkbox
              id={`${id}-${text}`}
              checked={others.length < list.length}
              disabled={isFixed(field)}
              onChange={(checked) => set(checked ? [...list, choice] : others)}
            />
            <Choice choice={choice} colors={field.colors} />
          </label>
        );
      })}
    </fieldset>
  );
}

function ListControl({ id, field, value, onChange, invalid, describedBy }: ControlProps) {
  return (
    <TagInput
      id={id}
      value={Array.isArray(value) ? value : []}
      onChange={(next) => onChange(next.length === 0 ? undefined : next)}
      numbers={field.items?.type === "number"}
      placeholder="Type and press Enter"
      invalid={invalid}
      disabled={isFixed(field)}
      describedBy={describedBy}
    />
  );
}

function LinkControl(props: ControlProps) {
  const { id, value, onChange } = props;
  const link = isJsonObject(value) ? value : {};
  const set = (part: JsonObject) => {
    const next = Object.fromEntries(Object.entries({ ...link, ...part }).filter(([, text]) => text !== ""));
    onChange(Object.keys(next).length === 0 ? undefined : next);
  };
  return (
    <span className="flex flex-col gap-1 sm:flex-row">
      <Input
        {...attributes(props)}
        type="url"
        placeholder="https://"
        value={asText(link.url)}
        onChange={(event) => set({ url: event.target.value })}
      />
      <Input
        aria-label="Text of the link"
        id={`${id}-text`}
        placeholder="Text of the link"
        readOnly={props.field.readOnly}
        disabled={props.field.disabled}
        value={asText(link.displayText)}
        onChange={(event) => set({ displayText: event.target.value })}
      />
    </span>
  );
}

/** An object, or a list of them, as JSON. Text that is not JSON is passed on as it is; the form says what is wrong. */
function JsonControl(props: ControlProps) {
  const { value, onChange, field } = props;
  const [typed, setTyped] = useState(() => jsonText(value));
  const own = isSame(readJson(typed) ?? null, value ?? null);
  return (
    <Textarea
      {...attributes(props)}
      mono
      rows={4}
      placeholder={field.type === "array" ? "[ ]" : "{ }"}
      value={own ? typed : jsonText(value)}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(readJson(event.target.value));
      }}
    />
  );
}

const jsonText = (value: Json | undefined): string =>
  value === undefined || value === null
    ? ""
    : typeof value === "string"
      ? value
      : JSON.stringify(value, null, 2);

function readJson(text: string): Json | undefined {
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
