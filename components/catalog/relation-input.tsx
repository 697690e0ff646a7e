"use client";

import { useEffect, useId, useState } from "react";
import { TagInput } from "@/components/run/tag-input";
import { Input } from "@/components/ui/input";
import type { Json } from "@/lib/base/json";
import type { Relation } from "@/lib/catalog/blueprint";
import type { Entity } from "@/lib/catalog/entity";
import { catalogApi } from "@/lib/editor/catalog-api";

/** How many entities are offered. */
const offered = 20;

/** The identifiers that a relation leads to; one field offers the entities that there are. */
export function RelationInput({
  id,
  relation,
  value,
  invalid,
  onChange,
}: {
  id: string;
  relation: Relation;
  value: Json | undefined;
  invalid: boolean;
  onChange: (value: Json | undefined) => void;
}) {
  const listId = useId();
  const text = typeof value === "string" ? value : "";
  const [focused, setFocused] = useState(false);
  const offers = useOffers(relation.target, focused && !relation.many ? text : undefined);
  if (relation.many)
    return (
      <TagInput
        id={id}
        value={Array.isArray(value) ? value : []}
        onChange={(next) => onChange(next)}
        numbers={false}
        placeholder="Identifiers; type and press Enter"
        invalid={invalid}
        disabled={false}
        describedBy={invalid ? `${id}-error` : undefined}
      />
    );
  return (
    <>
      <Input
        id={id}
        list={listId}
        value={text}
        placeholder="Identifier"
        aria-invalid={invalid || undefined}
        aria-describedby={invalid ? `${id}-error` : undefined}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
      />
      <datalist id={listId}>
        {offers.map((entity) => (
          <option key={entity.identifier} value={entity.identifier}>
            {entity.title}
          </option>
        ))}
      </datalist>
    </>
  );
}

/** Entities of a blueprint whose name has a text in it; none while nothing is asked. */
function useOffers(blueprint: string, text: string | undefined): Entity[] {
  const [offers, setOffers] = useState<Entity[]>([]);
  useEffect(() => {
    if (text === undefined) return;
    const asking = new AbortController();
    const timer = setTimeout(async () => {
      const answer = await catalogApi.search(blueprint, { text, limit: offered }, asking.signal);
      if (answer.ok && !asking.signal.aborted) setOffers(answer.value.entities);
    }, 150);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [blueprint, text]);
  return offers;
}
