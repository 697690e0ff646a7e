"use client";

import { SquareFunction } from "lucide-react";
import type { ReactNode } from "react";
import { FormRow } from "@/components/inspector/form-row";
import { useChanges, useLocked } from "@/components/inspector/use-field";
import { IconButton } from "@/components/ui/icon-button";
import { isJsonObject, type Json } from "@/lib/base/json";
import { QueryControl } from "./query-control";

/** The text of a `{jqQuery}`; undefined for a literal. */
export const queryOf = (value: Json | undefined): string | undefined =>
  isJsonObject(value) && typeof value.jqQuery === "string" ? value.jqQuery : undefined;

/** A setting that is either written out or computed by jq from the form's values (reference 2.2). */
export function OrQuery({
  at,
  value,
  title,
  description,
  start,
  inline,
  below,
  children,
}: {
  at: string;
  value: Json | undefined;
  title: string;
  description?: string | undefined;
  /** The query to begin with, where nothing is written. */
  start: string;
  inline?: boolean;
  below?: boolean;
  /** The control of the literal. */
  children: ReactNode;
}) {
  const change = useChanges();
  const locked = useLocked();
  const query = queryOf(value);
  const toggle = () =>
    change([
      {
        at,
        value:
          query === undefined
            ? { jqQuery: value === undefined ? start : JSON.stringify(value) }
            : literal(query),
      },
    ]);
  const button = (
    <IconButton
      size="small"
      label={`Compute ${title.toLowerCase()} with jq`}
      tip={query === undefined ? "Compute it with jq" : "Write it out"}
      icon={<SquareFunction />}
      pressed={query !== undefined}
      disabled={locked}
      onClick={toggle}
    />
  );
  const more = {
    ...(description === undefined ? {} : { description }),
    ...(below === undefined ? {} : { below }),
  };
  if (query !== undefined)
    return (
      <FormRow at={at} title={title} {...more} below aside={button}>
        <QueryControl at={`${at}/jqQuery`} value={query} label={`${title}, as jq`} placeholder={start} />
      </FormRow>
    );
  return inline ? (
    <FormRow at={at} title={title} {...more} inline>
      <span className="flex items-center gap-1.5">
        {children}
        {button}
      </span>
    </FormRow>
  ) : (
    <FormRow at={at} title={title} {...more} aside={button}>
      {children}
    </FormRow>
  );
}

/** A query that is a literal can be written out; what computes something cannot. */
function literal(query: string): Json | undefined {
  try {
    return JSON.parse(query) as Json;
  } catch {
    return undefined;
  }
}
