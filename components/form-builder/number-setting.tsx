"use client";

import { NumberInput } from "@/components/inspector/fields/number-input";
import { fieldId, useChanges } from "@/components/inspector/use-field";
import type { Json } from "@/lib/base/json";
import { OrQuery } from "./or-query";

/** A bound of an input: a number, nothing, or a query. What is no number is kept, so that its problem is shown. */
export function NumberSetting({ at, value, title }: { at: string; value: Json | undefined; title: string }) {
  const change = useChanges();
  const write = (next: Json | undefined) => change([{ at, value: next }], at);
  return (
    <OrQuery at={at} value={value} title={title} start="1">
      <NumberInput
        id={fieldId(at)}
        value={value}
        onChange={write}
        onEmpty={() => write(undefined)}
        onOther={(text) => write(text === "" ? undefined : text)}
      />
    </OrQuery>
  );
}
