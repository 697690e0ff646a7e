"use client";

import { ChevronRight, SlidersHorizontal } from "lucide-react";
import { type ReactNode, useState } from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/icon-button";
import { Checkbox } from "@/components/ui/switch";
import { isJsonObject, type Json, type JsonObject } from "@/lib/base/json";
import { isNeeded, needChanges, type SchemaType, typeOf } from "@/lib/editor/schema-edits";
import { counted } from "@/lib/nodes/fields";
import { TextControl } from "../fields/text-field";
import { FieldProblems } from "../form-row";
import { fieldId, useChanges, useLocked } from "../use-field";
import { hasChoices, SchemaChoices } from "./schema-choices";
import { OtherKeywords, SchemaObject } from "./schema-object";
import { SchemaTypeSelect } from "./schema-type-select";

/** Deeper than this, fields are folded away at first. */
const openDepth = 2;

interface Props {
  /** Pointer of the field's schema. */
  at: string;
  schema: Json;
  name: string;
  types: readonly SchemaType[];
  depth: number;
}

/** What a field is for, whether it must be there, its choices, and what lies in it. */
export function SchemaDetails({
  of,
  indented,
  ...field
}: Props & {
  /** Lies beneath the name, beside which a handle stands. */
  indented: boolean;
  /** The object that the field is of. */
  of: { at: string; schema: JsonObject };
}) {
  const { at, schema, name } = field;
  const change = useChanges();
  const locked = useLocked();
  const type = typeOf(schema);
  const [more, setMore] = useState(isJsonObject(schema) && schema.enum !== undefined);
  const needed = isNeeded(of.schema, name);
  const text = isJsonObject(schema) && typeof schema.description === "string" ? schema.description : "";
  return (
    <div className={cn("flex flex-col gap-1", indented && "pl-[22px]")}>
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <TextControl
            at={`${at}/description`}
            label={`Description of ${name}`}
            placeholder="Description"
            value={text}
            onChange={(next) =>
              change(
                isJsonObject(schema)
                  ? [{ at: `${at}/description`, value: next === "" ? undefined : next }]
                  : [{ at, value: { description: next } }],
                `${at}/description`,
              )
            }
          />
        </div>
        <label htmlFor={`${fieldId(at)}?required`} className="flex h-7 items-center gap-1.5 text-dim text-xs">
          <Checkbox
            id={`${fieldId(at)}?required`}
            label={`${name} is required`}
            checked={needed === true}
            disabled={locked || needed === undefined}
            onChange={(on) => change(needChanges(of.at, of.schema, name, on))}
          />
          Required
        </label>
        {hasChoices(type) && (
          <IconButton
            label={`Choices of ${name}`}
            icon={<SlidersHorizontal />}
            pressed={more}
            aria-expanded={more}
            onClick={() => setMore(!more)}
          />
        )}
      </div>
      {more && hasChoices(type) && isJsonObject(schema) && (
        <SchemaChoices at={at} schema={schema} type={type} name={name} types={field.types} />
      )}
      <SchemaInside {...field} />
      {isJsonObject(schema) && <OtherKeywords schema={schema} />}
      <FieldProblems at={at} below />
    </div>
  );
}

/** The fields of an object, or what a list is a list of. */
function SchemaInside({ at, schema, name, types, depth }: Props) {
  const type = typeOf(schema);
  if (!isJsonObject(schema)) return null;
  if (type === "object")
    return (
      <Nested
        depth={depth}
        name={name}
        words={counted(isJsonObject(schema.properties) ? Object.keys(schema.properties).length : 0, "field")}
      >
        <SchemaObject at={at} schema={schema} title={`fields of ${name}`} types={types} depth={depth + 1} />
      </Nested>
    );
  if (type !== "array" || (schema.items !== undefined && !isJsonObject(schema.items))) return null;
  const items = schema.items ?? {};
  const each = `items of ${name}`;
  const inside = (
    <SchemaInside at={`${at}/items`} schema={items} name={each} types={types} depth={depth + 1} />
  );
  return (
    <div className="flex flex-col gap-1.5">
      <span className="flex items-center gap-2 text-dim text-xs">
        List of
        <SchemaTypeSelect at={`${at}/items`} schema={items} label={`Type of the ${each}`} types={types} />
      </span>
      {typeOf(items) === "array" ? (
        <Nested depth={depth} name={each} words="Each">
          {inside}
        </Nested>
      ) : (
        inside
      )}
      <OtherKeywords schema={items} />
    </div>
  );
}

function Nested({
  depth,
  name,
  words,
  children,
}: {
  depth: number;
  name: string;
  words: string;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(depth < openDepth);
  return (
    <div className="flex flex-col gap-1.5">
      <button
        type="button"
        aria-expanded={open}
        aria-label={`${words}, inside of ${name}`}
        onClick={() => setOpen(!open)}
        className="flex h-6 items-center gap-1 self-start rounded-control pr-1.5 text-dim text-xs hover:bg-hover hover:text-text"
      >
        <ChevronRight
          className={cn(
            "size-3.5 text-faint transition-transform motion-reduce:transition-none",
            open && "rotate-90",
          )}
        />
        {words}
      </button>
      {open && <div className="flex flex-col gap-1.5 border-line border-l pl-2.5">{children}</div>}
    </div>
  );
}
