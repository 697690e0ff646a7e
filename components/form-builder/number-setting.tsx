"use client";

import { CommitInput } from "@/components/inspector/fields/commit-input";
import { fieldId, useChanges } from "@/components/inspector/use-field";
import type { Json } from "@/lib/base/json";
import { OrQuery } from "./or-query";

/** A bound of an input: a number, nothing, or a query. What is no number is kept, so that its problem is shown. */
export function NumberSetting({ at, value, title }: { at: string; value: Json | undefined; title: string }) {
  const change = useChanges();
  const write = (typed: string) => {
    const number = Number(typed);
    change([{ at, value: typed === "" ? undefined : Number.isFinite(number) ? number : typed }]);
  };
  return (
    <OrQuery at={at} value={value} title={title} start="1">
      <CommitInput
        id={fieldId(at)}
        value={value === undefined || value === null ? "" : String(value)}
        onCommit={write}
      />
    </OrQuery>
  );
}
