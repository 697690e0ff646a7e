"use client";

import { useRef } from "react";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { Json } from "@/lib/base/json";
import { fieldId, useChanges, useLocked } from "../use-field";
import { JsonControl } from "./json-field";
import { NumberInput } from "./number-input";
import { TextControl } from "./text-field";

type Kind = "text" | "number" | "boolean" | "null" | "json";

const kinds: { value: Kind; label: string }[] = [
  { value: "text", label: "Text" },
  { value: "number", label: "Number" },
  { value: "boolean", label: "Yes/no" },
  { value: "null", label: "Null" },
  { value: "json", label: "JSON" },
];

function kindOf(value: Json): Kind {
  if (value === null) return "null";
  if (typeof value === "object") return "json";
  return typeof value === "string" ? "text" : typeof value === "number" ? "number" : "boolean";
}

/** One value of an object with the type that it is sent as. A text that is one template keeps the template's type. */
export function BodyValue({ at, name, value }: { at: string; name: string; value: Json }) {
  const change = useChanges();
  const locked = useLocked();
  const kind = kindOf(value);
  // What stood there in another type comes back with it.
  const before = useRef<Partial<Record<Kind, Json>>>({});
  const write = (next: Json) => change([{ at, value: next }], at);
  const choose = (next: Kind) => {
    if (next === kind) return;
    before.current[kind] = value;
    change([{ at, value: before.current[next] ?? converted(value, next) }]);
  };
  return (
    <>
      <Select
        label={`Type of ${name}`}
        className="w-[5.5rem] shrink-0"
        value={kind}
        options={kinds}
        disabled={locked}
        onChange={(next) => choose(next as Kind)}
      />
      <div className="min-w-0 flex-1 pointer-coarse:order-last pointer-coarse:basis-full">
        {kind === "text" && <TextControl at={at} mono label={name} value={String(value)} onChange={write} />}
        {kind === "number" && (
          // What is no number is a text, such as a template that gives one.
          <NumberInput id={fieldId(at)} label={name} value={value} onChange={write} onOther={write} />
        )}
        {kind === "boolean" && (
          <Select
            id={fieldId(at)}
            label={name}
            className="w-full"
            disabled={locked}
            value={String(value)}
            options={[
              { value: "true", label: "true" },
              { value: "false", label: "false" },
            ]}
            onChange={(next) => write(next === "true")}
          />
        )}
        {kind === "null" && <Input id={fieldId(at)} mono readOnly aria-label={name} value="null" />}
        {kind === "json" && <JsonControl at={at} value={value} label={name} />}
      </div>
    </>
  );
}

/** A value as another type, as far as it can be that. */
function converted(value: Json, kind: Kind): Json {
  const text = typeof value === "string" ? value : value === null ? "" : JSON.stringify(value);
  switch (kind) {
    case "text":
      return text;
    case "number":
      return Number.isFinite(Number(text)) ? Number(text) : 0;
    case "boolean":
      return text !== "" && text !== "false" && text !== "0";
    case "null":
      return null;
    case "json":
      return objectIn(text) ?? (text === "" ? {} : [value]);
  }
}

function objectIn(text: string): Json | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
