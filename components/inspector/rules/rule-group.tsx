"use client";

import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Select, withChosen } from "@/components/ui/select";
import { isJsonObject, type Json } from "@/lib/base/json";
import {
  addRuleChanges,
  groupOf,
  isGroup,
  isPlainRule,
  newGroup,
  newRule,
  otherGroupKeys,
  type RuleDialect,
} from "@/lib/editor/rule-edits";
import { AlsoKeys } from "../fields/also-keys";
import { JsonControl } from "../fields/json-field";
import { RowList } from "../fields/row-list";
import { FieldProblems } from "../form-row";
import { fieldId, useChanges, useLocked } from "../use-field";
import { RuleComparison, RuleProperty } from "./rule-row";

/** Deeper groups are written as JSON. */
const deepest = 4;

const combinators = [
  { value: "and", label: "All of these hold" },
  { value: "or", label: "One of these holds" },
];

/** Rules of which all or one must hold, and groups of such rules. */
export function RuleGroup({
  at,
  group: value,
  title,
  dialect,
  path = [],
  onEmpty,
}: {
  at: string;
  group: Json | undefined;
  /** Of the whole field. */
  title: string;
  dialect: RuleDialect;
  /** The numbers of the groups that it lies in, and its own. */
  path?: readonly number[];
  /** Removes the group. */
  onEmpty: () => void;
}) {
  const change = useChanges();
  const locked = useLocked();
  const { rules } = groupOf(value) ?? { rules: [] };
  const list = `${at}/rules`;
  const others = otherGroupKeys(value);
  const numbers = (index: number) => [...path, index + 1];
  const nameOf = (index: number) => `${isGroup(rules[index]) ? "group" : "rule"} ${numbers(index).join(".")}`;
  const of = path.length === 0 ? title : `group ${path.join(".")}`;
  const remove = (index: number) => {
    if (rules.length === 1 && others.length === 0) onEmpty();
    else change([{ at: `${list}/${index}`, value: undefined }]);
  };
  const isNested = (index: number) => isGroup(rules[index]) && path.length < deepest;
  return (
    <>
      {path.length === 0 && rules.length > 1 && <Combinator at={at} group={value} of={of} />}
      <FieldProblems at={`${at}/combinator`} below />
      <RowList
        at={list}
        items={rules}
        title={of}
        one="rule"
        nameOf={nameOf}
        addLabel={`Add rule to ${of}`}
        card
        onAdd={() => change(addRuleChanges(at, value, newRule(dialect)))}
        onRemove={remove}
        aside={
          path.length < deepest &&
          value !== undefined && (
            <Button
              variant="ghost"
              aria-label={`Add group to ${of}`}
              disabled={locked}
              onClick={() => change(addRuleChanges(at, value, newGroup(dialect)))}
            >
              <Plus /> Add group
            </Button>
          )
        }
        below={(index) => {
          const rule = rules[index];
          const place = `${list}/${index}`;
          const name = nameOf(index);
          if (isNested(index))
            return (
              <>
                <RuleGroup
                  at={place}
                  group={rule}
                  title={title}
                  dialect={dialect}
                  path={numbers(index)}
                  onEmpty={() => remove(index)}
                />
                <FieldProblems at={place} below={false} />
              </>
            );
          return (
            <>
              {isPlainRule(rule, dialect) && (
                <RuleComparison at={place} rule={rule} name={name} dialect={dialect} />
              )}
              <FieldProblems at={place} below />
            </>
          );
        }}
      >
        {(index) => {
          const rule = rules[index];
          const place = `${list}/${index}`;
          if (isNested(index)) return <Combinator at={place} group={rule} of={nameOf(index)} />;
          return isPlainRule(rule, dialect) ? (
            <RuleProperty at={place} rule={rule} name={nameOf(index)} dialect={dialect} />
          ) : (
            <JsonControl at={place} value={rule} label={`${nameOf(index)} as JSON`} />
          );
        }}
      </RowList>
      <FieldProblems at={list} below={false} />
      <AlsoKeys keys={others} />
    </>
  );
}

function Combinator({ at, group, of }: { at: string; group: Json | undefined; of: string }) {
  const change = useChanges();
  const locked = useLocked();
  const value = isJsonObject(group) ? group.combinator : undefined;
  const chosen = typeof value === "string" ? value : undefined;
  const isKnown = combinators.some((one) => one.value === chosen);
  return (
    <Select
      id={fieldId(`${at}/combinator`)}
      label={`Combinator of ${of}`}
      className="w-full"
      disabled={locked}
      invalid={!isKnown}
      value={chosen}
      options={withChosen(combinators, chosen)}
      onChange={(next) => change([{ at: `${at}/combinator`, value: next }])}
    />
  );
}
