"use client";

import { useRef } from "react";
import { QueryControl } from "@/components/form-builder/query-control";
import { cn } from "@/components/ui/cn";
import { Select } from "@/components/ui/select";
import { isJsonObject, type Json } from "@/lib/base/json";
import { kindOfRuleValue, type RuleDialect, type RuleValueKind, ruleValueAs } from "@/lib/editor/rule-edits";
import { BooleanValue } from "../fields/boolean-value";
import { JsonControl } from "../fields/json-field";
import { NumberInput } from "../fields/number-input";
import { TextControl } from "../fields/text-field";
import { TemplatePreview } from "../template-preview";
import { fieldId, useChanges, useLocked } from "../use-field";
import { RuleReference } from "./rule-reference";

const kinds: { value: RuleValueKind; label: string }[] = [
  { value: "text", label: "Text" },
  { value: "number", label: "Number" },
  { value: "boolean", label: "Yes/no" },
  { value: "list", label: "List" },
  { value: "property", label: "Property" },
  { value: "json", label: "JSON" },
];
const query: (typeof kinds)[number] = { value: "query", label: "jq" };

/** Kinds whose control takes a line of its own. */
const wide: readonly RuleValueKind[] = ["list", "property", "query", "json"];

/** What a rule compares with; `at` is the pointer of the rule. */
export function RuleValue({
  at: rule,
  value,
  name,
  dialect,
}: {
  at: string;
  value: Json | undefined;
  name: string;
  dialect: RuleDialect;
}) {
  const change = useChanges();
  const locked = useLocked();
  const at = `${rule}/value`;
  const label = `Value of ${name}`;
  const isTemplate = typeof value === "string" && value.includes("{{");
  const kind = kindOfRuleValue(value);
  // What stood there in another kind comes back with it.
  const before = useRef<Partial<Record<RuleValueKind, Json>>>({});
  const offered = dialect.queries || kind === "query" ? [...kinds, query] : kinds;
  const write = (next: Json) => change([{ at, value: next }], at);
  const choose = (next: string) => {
    const wanted = offered.find((one) => one.value === next)?.value;
    if (wanted === undefined || wanted === kind) return;
    if (value !== undefined) before.current[kind] = value;
    change([{ at, value: before.current[wanted] ?? ruleValueAs(value, wanted, dialect) }]);
  };
  return (
    <>
      <Select
        label={`Type of the value of ${name}`}
        className="w-[7.25rem] shrink-0"
        value={kind}
        options={offered}
        disabled={locked}
        onChange={choose}
      />
      <div className={cn("min-w-28 flex-1", (wide.includes(kind) || isTemplate) && "basis-full")}>
        {kind === "text" && (
          <TextControl
            at={at}
            mono
            label={label}
            placeholder="Value"
            value={typeof value === "string" ? value : ""}
            onChange={write}
          />
        )}
        {kind === "number" && (
          <NumberInput id={fieldId(at)} label={label} value={value} onChange={write} onOther={write} />
        )}
        {kind === "boolean" && <BooleanValue at={at} label={label} value={value === true} onChange={write} />}
        {kind === "list" && (
          <TextControl
            at={at}
            mono
            lines
            label={label}
            placeholder="One on each line"
            value={Array.isArray(value) ? value.join("\n") : ""}
            onChange={(text) => write(text === "" ? [] : text.split("\n"))}
          />
        )}
        {kind === "property" && isJsonObject(value) && (
          <RuleReference
            at={at}
            id={fieldId(at)}
            value={value}
            contexts={dialect.valueContexts}
            label={label}
          />
        )}
        {kind === "query" && isJsonObject(value) && (
          <QueryControl
            at={`${at}/jqQuery`}
            label={label}
            value={String(value.jqQuery)}
            placeholder=".form.tier"
          />
        )}
        {kind === "json" && <JsonControl at={at} value={value} label={label} />}
      </div>
      {isTemplate && (
        <div className="min-w-0 basis-full">
          <TemplatePreview at={at} value={value} />
        </div>
      )}
    </>
  );
}
