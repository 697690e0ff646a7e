"use client";

import { useId, useState } from "react";
import { Segments } from "@/components/run/json-view";
import type { Json, JsonObject } from "@/lib/base/json";
import { isJsonObject } from "@/lib/base/json";
import type { Blueprint } from "@/lib/catalog/blueprint";
import type { Entity } from "@/lib/catalog/entity";
import type { ApiError } from "@/lib/editor/api-types";
import { bodyOf, draftOf, type EntityDraft, problemsByField, textOfDraft } from "./entity-draft";
import { EntityForm } from "./entity-form";
import { JsonField } from "./json-field";
import { useJsonText } from "./use-json-text";

const noProblems: ReadonlyMap<string, string> = new Map();

/** What an entity's editor holds, and the buttons around it need. */
export interface EntityEditing {
  view: "form" | "json";
  setView: (view: "form" | "json") => void;
  draft: EntityDraft;
  setDraft: (draft: EntityDraft) => void;
  json: ReturnType<typeof useJsonText>;
  problems: ReadonlyMap<string, string>;
  /** What would be sent; nothing when the text is not JSON, which is said. */
  body: () => Json | undefined;
  refuse: (error: ApiError) => void;
}

/** Edits an entity as a form or as JSON; what one holds the other takes over. */
export function useEntityEditing(blueprint: Blueprint, entity: Entity | undefined): EntityEditing {
  const [view, setView] = useState<"form" | "json">("form");
  const [draft, setDraft] = useState(() => draftOf(blueprint, entity));
  const [problems, setProblems] = useState(noProblems);
  const json = useJsonText("");
  return {
    view,
    setView: (next) => {
      if (next === view) return;
      if (next === "json") json.change(textOfDraft(draft, entity === undefined));
      else {
        const read = json.read();
        if (!isJsonObject(read)) return;
        setDraft(draftFrom(read, draft));
      }
      setProblems(noProblems);
      setView(next);
    },
    draft,
    setDraft: (next) => {
      setDraft(next);
      setProblems(noProblems);
    },
    json,
    problems,
    body: () => (view === "form" ? bodyOf(draft) : json.read()),
    refuse: (error) => (view === "form" ? setProblems(problemsByField(error)) : json.refuse(error)),
  };
}

/** The draft that a text means; what is not there as it should be stays as it was. */
function draftFrom(read: JsonObject, before: EntityDraft): EntityDraft {
  const { identifier, title, icon, team, properties, relations } = read;
  return {
    identifier: typeof identifier === "string" ? identifier : before.identifier,
    title: typeof title === "string" ? title : before.title,
    icon: typeof icon === "string" ? icon : null,
    team: Array.isArray(team) ? team.map(String) : typeof team === "string" ? [team] : [],
    properties: isJsonObject(properties) ? properties : {},
    relations: isJsonObject(relations) ? relations : {},
  };
}

/** The form or the JSON of an entity. */
export function EntityEditor({
  formId,
  blueprint,
  editing,
  isNew,
  onSubmit,
}: {
  formId: string;
  blueprint: Blueprint;
  editing: EntityEditing;
  isNew: boolean;
  onSubmit: () => void;
}) {
  const id = useId();
  return (
    <div className="flex flex-col gap-3">
      <div className="self-end">
        <Segments
          label="Edit as"
          value={editing.view}
          onChange={editing.setView}
          items={[
            { value: "form", label: "Form" },
            { value: "json", label: "JSON" },
          ]}
        />
      </div>
      {editing.view === "form" ? (
        <EntityForm
          formId={formId}
          blueprint={blueprint}
          draft={editing.draft}
          isNew={isNew}
          problems={editing.problems}
          onChange={editing.setDraft}
          onSubmit={onSubmit}
        />
      ) : (
        <form
          id={formId}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            onSubmit();
          }}
        >
          <JsonField
            id={id}
            label="Entity as JSON"
            value={editing.json.text}
            refusal={editing.json.refusal}
            onChange={editing.json.change}
          />
        </form>
      )}
    </div>
  );
}
