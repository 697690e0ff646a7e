"use client";

import { Select, withChosen } from "@/components/ui/select";
import type { JsonObject } from "@/lib/base/json";
import { SuggestInput } from "../fields/suggest-input";
import { useChanges, useLocked, useProblems } from "../use-field";
import { useRuleProperties } from "./use-rule-properties";

const words: Record<string, string> = {
  user: "User",
  userTeams: "User's teams",
  form: "Form",
  workflowRun: "Run",
};

/** A property of who starts the run, their teams, the form or the run. */
export function RuleReference({
  at,
  id,
  value,
  contexts,
  label,
}: {
  at: string;
  id: string;
  value: JsonObject | undefined;
  contexts: readonly string[];
  /** Of the property. */
  label: string;
}) {
  const change = useChanges();
  const locked = useLocked();
  const { ofContext } = useRuleProperties(at);
  const isWrong = useProblems(at, { below: true }).length > 0;
  const context = typeof value?.context === "string" ? value.context : "";
  const property = typeof value?.property === "string" ? value.property : "";
  const known = contexts.map((one) => ({ value: one, label: words[one] ?? one }));
  const isKnown = context === "" || contexts.includes(context);
  const write = (next: string) =>
    change(
      [
        value === undefined
          ? { at, value: { context: contexts[0] ?? "user", property: next } }
          : { at: `${at}/property`, value: next },
      ],
      `${at}/property`,
    );
  return (
    <div className="flex min-w-0 items-start gap-1.5">
      <Select
        label={`${label} is of`}
        className="w-38 shrink-0"
        disabled={locked}
        invalid={!isKnown}
        value={context || undefined}
        placeholder="Of"
        options={withChosen(known, context)}
        onChange={(next) =>
          change([
            value === undefined
              ? { at, value: { context: next, property: "" } }
              : { at: `${at}/context`, value: next },
          ])
        }
      />
      <div className="min-w-0 flex-1">
        <SuggestInput
          id={id}
          label={label}
          placeholder="Property"
          value={property}
          options={ofContext(context)}
          invalid={isWrong}
          onType={write}
          onCommit={write}
        />
      </div>
    </div>
  );
}
