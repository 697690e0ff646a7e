"use client";

import { useEffect, useState } from "react";
import type { FieldWords } from "@/components/inspector/fields/fields-or-json";
import { TextControl } from "@/components/inspector/fields/text-field";
import { FormRow } from "@/components/inspector/form-row";
import { RulesField } from "@/components/inspector/rules/rules-field";
import { ObjectSettings } from "@/components/inspector/schema/object-settings";
import { fieldId, useChanges, useLocked } from "@/components/inspector/use-field";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { isJsonObject, type Json, type JsonObject } from "@/lib/base/json";
import { catalogApi } from "@/lib/editor/catalog-api";
import { datasetDialect } from "@/lib/editor/rule-edits";
import { ChoicesEditor } from "./choices-editor";
import { objectOf, textOf } from "./form-rows";
import { NumberSetting } from "./number-setting";
import { OrQuery, queryOf } from "./or-query";

const words: Record<string, string> = {
  minimum: "At least",
  maximum: "At most",
  exclusiveMinimum: "More than",
  exclusiveMaximum: "Less than",
  minLength: "Shortest length",
  maxLength: "Longest length",
  minItems: "Fewest items",
  maxItems: "Most items",
};

const offered: FieldWords = {
  title: "Offered entities",
  description: "A search that entities have to fit to be offered. Its values may be jq over the form.",
};

/** The kind of entity that an input, or each item of it, is. */
function blueprintOf(property: JsonObject): string {
  const of = property.type === "array" ? objectOf(property.items) : property;
  if (of.format === "user" || of.format === "team") return `_${of.format}`;
  return textOf(of.blueprint);
}

/** The settings that only inputs of this kind have; `keys` are those that the kind knows. */
export function KindSettings({
  at,
  property,
  keys,
}: {
  at: string;
  property: JsonObject;
  keys: readonly string[];
}) {
  const change = useChanges();
  const has = (key: string) => keys.includes(key) || key in property;
  const bounds = Object.keys(words).filter(has);
  return (
    <>
      {has("blueprint") && <BlueprintSetting at={`${at}/blueprint`} value={property.blueprint} />}
      {has("items") && <ItemSettings at={`${at}/items`} value={property.items} />}
      {has("enum") && (
        <ChoicesEditor
          at={at}
          value={property.enum}
          colours={property.enumColors}
          numbers={property.type === "number"}
        />
      )}
      {bounds.length > 0 && (
        <div className="grid grid-cols-2 gap-x-3 gap-y-2.5">
          {bounds.map((key) => (
            <NumberSetting key={key} at={`${at}/${key}`} value={property[key]} title={words[key] ?? key} />
          ))}
        </div>
      )}
      {has("uniqueItems") && (
        <Flag at={`${at}/uniqueItems`} value={property.uniqueItems} title="Each item once" />
      )}
      {property.type === "object" && has("properties") && <ObjectSettings at={at} schema={property} />}
      {has("pattern") && <PatternSetting at={`${at}/pattern`} value={property.pattern} />}
      {has("encryption") && <EncryptionSetting at={`${at}/encryption`} value={property.encryption} />}
      {has("dataset") && (
        <RulesField
          field={offered}
          at={`${at}/dataset`}
          value={property.dataset}
          dialect={datasetDialect(blueprintOf(property))}
          onRemove={() => change([{ at: `${at}/dataset`, value: undefined }])}
        />
      )}
      {has("sort") && <SortSetting at={`${at}/sort`} value={property.sort} />}
    </>
  );
}

function Flag({ at, value, title }: { at: string; value: Json | undefined; title: string }) {
  const change = useChanges();
  const locked = useLocked();
  return (
    <FormRow at={at} title={title} inline>
      <Switch
        id={fieldId(at)}
        checked={value === true}
        disabled={locked}
        onChange={(on) => change([{ at, value: on ? true : undefined }])}
      />
    </FormRow>
  );
}

/** The blueprints of the catalog, and whatever is written. */
function BlueprintSetting({ at, value }: { at: string; value: Json | undefined }) {
  const change = useChanges();
  const locked = useLocked();
  const [known, setKnown] = useState<readonly { identifier: string; title: string }[]>([]);
  useEffect(() => {
    let gone = false;
    void catalogApi.blueprints().then((answer) => {
      if (!gone && answer.ok)
        setKnown(answer.value.map(({ identifier, title }) => ({ identifier, title: title || identifier })));
    });
    return () => {
      gone = true;
    };
  }, []);
  const name = textOf(value);
  return (
    <FormRow at={at} title="Blueprint" description="The kind of entity to choose from." required>
      <TextControl
        at={at}
        mono
        value={name}
        placeholder="service"
        onChange={(next) => change([{ at, value: next }], at)}
      />
      {known.length > 0 && !known.some(({ identifier }) => identifier === name) && (
        <Select
          label="Blueprints of the catalog"
          placeholder="Choose from the catalog"
          value={undefined}
          disabled={locked}
          onChange={(next) => change([{ at, value: next }])}
          options={known.map(({ identifier, title }) => ({ value: identifier, label: title }))}
        />
      )}
    </FormRow>
  );
}

function PatternSetting({ at, value }: { at: string; value: Json | undefined }) {
  const change = useChanges();
  return (
    <OrQuery
      at={at}
      value={value}
      title="Pattern"
      description="A regular expression that the text must match, or by jq a list of what is allowed."
      start='"^[a-z-]+$"'
    >
      {queryOf(value) === undefined && (
        <TextControl
          at={at}
          mono
          value={textOf(value)}
          placeholder="^[a-z][a-z0-9-]*$"
          onChange={(next) => change([{ at, value: next === "" ? undefined : next }], at)}
        />
      )}
    </OrQuery>
  );
}

const ways = [
  { value: "aes256-gcm", label: "By Slipway", description: "Kept encrypted; no record of a run shows it." },
  { value: "client-side", label: "In the browser", description: "With a public key of yours." },
];

function EncryptionSetting({ at, value }: { at: string; value: Json | undefined }) {
  const change = useChanges();
  const locked = useLocked();
  const own = isJsonObject(value) ? value : undefined;
  const way = textOf(own?.algorithm ?? value);
  return (
    <FormRow at={at} title="Encrypted" below>
      <Select
        id={fieldId(at)}
        value={way || undefined}
        disabled={locked}
        options={ways}
        onChange={(next) =>
          change([{ at, value: next === "client-side" ? { algorithm: next, key: textOf(own?.key) } : next }])
        }
      />
      {own !== undefined && (
        <TextControl
          at={`${at}/key`}
          lines
          mono
          label="Public key"
          value={textOf(own.key)}
          placeholder="-----BEGIN PUBLIC KEY-----"
          onChange={(key) => change([{ at: `${at}/key`, value: key }], `${at}/key`)}
        />
      )}
    </FormRow>
  );
}

function SortSetting({ at, value }: { at: string; value: Json | undefined }) {
  const change = useChanges();
  const locked = useLocked();
  const sort = objectOf(value);
  return (
    <FormRow at={at} title="Sorted by" description="A property of the entities, $title say.">
      <span className="flex gap-1.5">
        <TextControl
          at={`${at}/property`}
          mono
          label="Property to sort by"
          value={textOf(sort.property)}
          placeholder="$title"
          onChange={(next) =>
            change(
              [next === "" ? { at, value: undefined } : { at: `${at}/property`, value: next }],
              `${at}/property`,
            )
          }
        />
        <Select
          label="Order of sorting"
          className="w-32 shrink-0"
          disabled={locked || textOf(sort.property) === ""}
          value={textOf(sort.order) || "ASC"}
          onChange={(next) => change([{ at: `${at}/order`, value: next }])}
          options={[
            { value: "ASC", label: "Ascending" },
            { value: "DESC", label: "Descending" },
          ]}
        />
      </span>
    </FormRow>
  );
}

const itemKinds = [
  { value: "string", label: "Texts" },
  { value: "string/url", label: "URLs" },
  { value: "string/email", label: "Emails" },
  { value: "string/date-time", label: "Dates" },
  { value: "string/entity", label: "Entities" },
  { value: "string/user", label: "Users" },
  { value: "string/team", label: "Teams" },
  { value: "number", label: "Numbers" },
  { value: "object", label: "Objects" },
];

/** What a list is a list of. */
function ItemSettings({ at, value }: { at: string; value: Json | undefined }) {
  const change = useChanges();
  const locked = useLocked();
  const items = objectOf(value);
  const format = textOf(items.format);
  const kind = (textOf(items.type) || "string") + (format === "" ? "" : `/${format}`);
  const known = itemKinds.some((each) => each.value === kind);
  const choose = (next: string) => {
    const [type = "string", wanted] = next.split("/");
    change([
      { at: `${at}/type`, value: type },
      { at: `${at}/format`, value: wanted },
      ...(wanted === "entity" && items.blueprint === undefined
        ? [{ at: `${at}/blueprint`, value: "service" }]
        : []),
      ...(wanted !== "entity" && "blueprint" in items ? [{ at: `${at}/blueprint`, value: undefined }] : []),
    ]);
  };
  return (
    <>
      <FormRow at={at} title="List of">
        <Select
          id={fieldId(at)}
          value={kind}
          disabled={locked}
          onChange={choose}
          options={known ? itemKinds : [...itemKinds, { value: kind, label: kind }]}
        />
      </FormRow>
      {kind === "object" && <ObjectSettings at={at} schema={items} />}
      {format === "entity" && <BlueprintSetting at={`${at}/blueprint`} value={items.blueprint} />}
      {(kind === "string" || kind === "number") && (
        <ChoicesEditor at={at} value={items.enum} colours={items.enumColors} numbers={kind === "number"} />
      )}
    </>
  );
}
