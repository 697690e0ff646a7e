"use client";

import { Ban, Braces, Hash, ToggleLeft, Type } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Json } from "@/lib/base/json";
import { kindOfValue, type ValueKind, valueAs } from "@/lib/editor/value-kinds";
import { fieldId, useChanges, useLocked } from "../use-field";
import { BooleanValue } from "./boolean-value";
import { JsonControl } from "./json-field";
import { NumberInput } from "./number-input";
import { TextControl } from "./text-field";

const kinds: { value: ValueKind; label: string; icon: ReactNode }[] = [
  { value: "text", label: "Text", icon: <Type /> },
  { value: "number", label: "Number", icon: <Hash /> },
  { value: "boolean", label: "Yes/no", icon: <ToggleLeft /> },
  { value: "null", label: "Null", icon: <Ban /> },
  { value: "json", label: "JSON", icon: <Braces /> },
];

/** One value of an object with the type that it is sent as. A text that is one template keeps the template's type. */
export function BodyValue({ at, name, value }: { at: string; name: string; value: Json }) {
  const change = useChanges();
  const locked = useLocked();
  const kind = kindOfValue(value);
  // What stood there in another type comes back with it.
  const before = useRef<Partial<Record<ValueKind, Json>>>({});
  const write = (next: Json) => change([{ at, value: next }], at);
  const choose = (next: ValueKind) => {
    if (next === kind) return;
    before.current[kind] = value;
    change([{ at, value: before.current[next] ?? valueAs(value, next) }]);
  };
  return (
    <>
      <Select
        label={`Type of ${name}`}
        // The value needs the room: a template is long.
        compact
        className="w-11 shrink-0"
        value={kind}
        options={kinds}
        disabled={locked}
        onChange={(next) => choose(next as ValueKind)}
      />
      <div className="min-w-0 flex-1 pointer-coarse:order-last pointer-coarse:basis-full">
        {kind === "text" && <TextControl at={at} mono label={name} value={String(value)} onChange={write} />}
        {kind === "number" && (
          // What is no number is a text, such as a template that gives one.
          <NumberInput id={fieldId(at)} label={name} value={value} onChange={write} onOther={write} />
        )}
        {kind === "boolean" && <BooleanValue at={at} label={name} value={value === true} onChange={write} />}
        {kind === "null" && <Input id={fieldId(at)} mono readOnly aria-label={name} value="null" />}
        {kind === "json" && <JsonControl at={at} value={value} label={name} />}
      </div>
    </>
  );
}
