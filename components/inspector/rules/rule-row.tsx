"use client";

import { useRef } from "react";
import { Select, withChosen } from "@/components/ui/select";
import type { Json, JsonObject } from "@/lib/base/json";
import { isReference, operatorChanges, otherRuleKeys, type RuleDialect } from "@/lib/editor/rule-edits";
import { AlsoKeys } from "../fields/also-keys";
import { SuggestInput } from "../fields/suggest-input";
import { fieldId, useChanges, useLocked, useProblems } from "../use-field";
import { RuleReference } from "./rule-reference";
import { RuleValue } from "./rule-value";
import { useRuleProperties } from "./use-rule-properties";

interface Props {
  at: string;
  rule: JsonObject;
  name: string;
  dialect: RuleDialect;
}

/** What a rule reads. */
export function RuleProperty({ at, rule, name, dialect }: Props) {
  const change = useChanges();
  const place = `${at}/property`;
  const { ofBlueprint } = useRuleProperties(at);
  const isWrong = useProblems(place, { below: true }).length > 0;
  const label = `Property of ${name}`;
  const { property } = rule;
  if (dialect.contexts !== undefined)
    return (
      <RuleReference
        at={place}
        id={fieldId(at)}
        value={isReference(property) ? property : undefined}
        contexts={dialect.contexts}
        label={label}
      />
    );
  return (
    <SuggestInput
      id={fieldId(at)}
      label={label}
      placeholder="$identifier"
      value={typeof property === "string" ? property : ""}
      options={ofBlueprint(dialect.blueprint ?? "")}
      invalid={isWrong}
      onType={(next) => change([{ at: place, value: next }], place)}
      onCommit={(next) => change([{ at: place, value: next }], place)}
    />
  );
}

/** How a rule compares what it reads, and with what. */
export function RuleComparison({ at, rule, name, dialect }: Props) {
  const change = useChanges();
  const locked = useLocked();
  // A value that an operator takes away comes back with the next one.
  const before = useRef<Json>(undefined);
  const operator = typeof rule.operator === "string" ? rule.operator : undefined;
  const isKnown = operator === undefined || dialect.operators.includes(operator);
  const known = dialect.operators.map((one) => ({ value: one, label: one }));
  const isUnary = operator !== undefined && dialect.unary.includes(operator);
  const others = otherRuleKeys(rule);
  return (
    <>
      <div className="flex flex-wrap items-start gap-1.5">
        <Select
          id={fieldId(`${at}/operator`)}
          label={`Operator of ${name}`}
          className="w-38 shrink-0"
          disabled={locked}
          invalid={!isKnown}
          value={operator || undefined}
          placeholder="Operator"
          options={withChosen(known, operator)}
          onChange={(next) => {
            if (rule.value !== undefined) before.current = rule.value;
            change(operatorChanges(at, rule, next, dialect, before.current));
          }}
        />
        {!isUnary && <RuleValue at={at} value={rule.value} name={name} dialect={dialect} />}
      </div>
      <AlsoKeys keys={isUnary && rule.value !== undefined ? ["value", ...others] : others} />
    </>
  );
}
