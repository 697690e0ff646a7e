"use client";

import { useEffect, useId, useMemo, useRef } from "react";
import { InputControl } from "@/components/run/input-control";
import { TagInput } from "@/components/run/tag-input";
import { Field, Input } from "@/components/ui/input";
import type { JsonObject } from "@/lib/base/json";
import { type Blueprint, computedNames } from "@/lib/catalog/blueprint";
import { formOf } from "@/lib/workflow/inputs";
import { type EntityDraft, withValue } from "./entity-draft";
import { RelationInput } from "./relation-input";

/** An entity as a form drawn from its blueprint's schema. `problems` are drawn at their fields. */
export function EntityForm({
  formId,
  blueprint,
  draft,
  isNew,
  problems,
  onChange,
  onSubmit,
}: {
  formId: string;
  blueprint: Blueprint;
  draft: EntityDraft;
  isNew: boolean;
  problems: ReadonlyMap<string, string>;
  onChange: (draft: EntityDraft) => void;
  onSubmit: () => void;
}) {
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const fields = useMemo(
    () =>
      formOf({
        properties: blueprint.schema.properties as JsonObject,
        required: blueprint.schema.required,
      }),
    [blueprint],
  );
  useEffect(() => {
    if (problems.size > 0) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [problems]);
  const set = (part: Partial<EntityDraft>) => onChange({ ...draft, ...part });
  const attributes = (key: string) => ({
    id: `${id}-${key}`,
    "aria-invalid": problems.has(key) || undefined,
    "aria-describedby": problems.has(key) ? `${id}-${key}-error` : undefined,
  });
  const computed = computedNames(blueprint);
  return (
    <form
      ref={form}
      id={formId}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
      className="flex flex-col gap-4"
    >
      {problems.has("") && (
        <p role="alert" className="text-bad text-sm">
          {problems.get("")}
        </p>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        {isNew && (
          <Field
            id={`${id}-identifier`}
            label="Identifier"
            hint="Left empty, one is made up."
            error={problems.get("identifier")}
          >
            <Input
              {...attributes("identifier")}
              mono
              value={draft.identifier}
              onChange={(event) => set({ identifier: event.target.value })}
            />
          </Field>
        )}
        <Field id={`${id}-title`} label="Title" error={problems.get("title")}>
          <Input
            {...attributes("title")}
            value={draft.title}
            onChange={(event) => set({ title: event.target.value })}
          />
        </Field>
        <Field id={`${id}-team`} label="Team" error={problems.get("team")}>
          <TagInput
            id={`${id}-team`}
            value={draft.team}
            onChange={(team) => set({ team: team.map(String) })}
            numbers={false}
            placeholder="Type and press Enter"
            invalid={problems.has("team")}
            disabled={false}
            describedBy={undefined}
          />
        </Field>
      </div>
      {fields.map((field) => {
        const key = `properties/${field.name}`;
        const problem = problems.get(key);
        return (
          <Field
            key={key}
            id={`${id}-${key}`}
            label={field.title}
            required={field.required}
            hint={field.description}
            error={problem}
            aside={
              field.title !== field.name && <code className="font-mono text-faint text-xs">{field.name}</code>
            }
          >
            <InputControl
              id={`${id}-${key}`}
              field={field}
              value={draft.properties[field.name]}
              onChange={(value) => set({ properties: withValue(draft.properties, field.name, value) })}
              invalid={problem !== undefined}
              describedBy={problem === undefined ? undefined : `${id}-${key}-error`}
            />
          </Field>
        );
      })}
      {Object.entries(blueprint.relations).map(([name, relation]) => {
        const key = `relations/${name}`;
        return (
          <Field
            key={key}
            id={`${id}-${key}`}
            label={relation.title || name}
            required={relation.required}
            hint={`${relation.many ? "Entities" : "An entity"} of ${relation.target}.`}
            error={problems.get(key)}
          >
            <RelationInput
              id={`${id}-${key}`}
              relation={relation}
              value={draft.relations[name]}
              invalid={problems.has(key)}
              onChange={(value) => set({ relations: withValue(draft.relations, name, value) })}
            />
          </Field>
        );
      })}
      {computed.length > 0 && (
        <p className="text-faint text-xs">Computed, and not to be written: {computed.join(", ")}.</p>
      )}
    </form>
  );
}
