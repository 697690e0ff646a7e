"use client";

import { useState } from "react";
import type { Json } from "@/lib/base/json";
import { manyTeams, oneTeam } from "@/lib/editor/team-edits";
import { FieldProblems, FormRow } from "../form-row";
import { TemplatePreview } from "../template-preview";
import { useChanges, useLocked } from "../use-field";
import { JsonWriting } from "./fields-or-json";
import { ModeSwitch } from "./mode-switch";
import type { FieldProps } from "./props";
import { RowList } from "./row-list";
import { TextControl } from "./text-field";
import { useEntityNames } from "./use-catalog-names";

type Mode = "one" | "many" | "json";

const modes: { value: Mode; label: string; title: string }[] = [
  { value: "one", label: "One", title: "One team, or a template that gives one or several" },
  { value: "many", label: "Several", title: "A list of teams" },
  { value: "json", label: "JSON", title: "As it is written" },
];

function usualMode(value: Json | undefined): Mode {
  if (value === undefined || value === null || typeof value === "string") return "one";
  return Array.isArray(value) && value.every((team) => typeof team === "string") ? "many" : "json";
}

/** One team or several, with those of the catalog to choose from; each may be a template. */
export function TeamField({ field, at, value }: FieldProps) {
  const change = useChanges();
  const locked = useLocked();
  const [asJson, setAsJson] = useState(false);
  const [writing, setWriting] = useState(false);
  const { options, ask } = useEntityNames("_team");
  const usual = usualMode(value);
  const mode = asJson || writing ? "json" : usual;
  const teams = usual === "many" ? (value as string[]) : [];
  const choose = (next: Mode) => {
    setAsJson(next === "json");
    if (next === "many" && usual !== "many") change([{ at, value: manyTeams(value) }]);
    if (next === "one" && usual !== "one") change([{ at, value: oneTeam(value) }]);
  };
  return (
    <FormRow
      at={at}
      title={field.title}
      description={field.description}
      required={field.required}
      below={mode === "json"}
      aside={
        <ModeSwitch
          label={`${field.title} as`}
          modes={modes}
          mode={mode}
          isOff={(one) =>
            locked || (one !== "json" && usual === "json") || (one === "one" && teams.length > 1)
          }
          onChoose={choose}
        />
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears of the controls inside */}
      <div className="contents" onFocus={() => ask("")}>
        {mode === "one" && (
          <>
            <TextControl
              at={at}
              mono
              placeholder="platform"
              whole={options}
              value={typeof value === "string" ? value : ""}
              onChange={(next) => change([{ at, value: next === "" ? undefined : next }], at)}
            />
            <TemplatePreview at={at} value={typeof value === "string" ? value : undefined} />
          </>
        )}
        {mode === "many" && (
          <RowList
            at={at}
            items={teams}
            title={field.title}
            one="team"
            onAdd={() => change([{ at, insert: "" }])}
            below={(index) => (
              <>
                <FieldProblems at={`${at}/${index}`} below />
                <TemplatePreview at={`${at}/${index}`} value={teams[index]} />
              </>
            )}
          >
            {(index) => (
              <TextControl
                at={`${at}/${index}`}
                mono
                label={`Team ${index + 1}`}
                placeholder="platform"
                whole={options}
                value={teams[index] ?? ""}
                onChange={(next) => change([{ at: `${at}/${index}`, value: next }], `${at}/${index}`)}
              />
            )}
          </RowList>
        )}
      </div>
      {mode === "json" && (
        <JsonWriting at={at} value={value} placeholder='"platform"' onWriting={setWriting}>
          <TemplatePreview at={at} value={value} />
        </JsonWriting>
      )}
    </FormRow>
  );
}
