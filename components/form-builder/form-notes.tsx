"use client";

import { useChanges, useLocked } from "@/components/inspector/use-field";
import { Button } from "@/components/ui/button";
import type { JsonObject } from "@/lib/base/json";
import { formOf } from "@/lib/workflow/inputs";
import { rowsOf, strings } from "./form-rows";
import { OrQuery, queryOf } from "./or-query";
import { usePlay } from "./play";

/** Which inputs are required: switched at each input, or given by one query for all. */
export function RequiredNote({ at, form }: { at: string; form: JsonObject }) {
  const names = strings(form.required);
  return (
    <OrQuery
      at={`${at}/required`}
      value={form.required}
      title="Required inputs"
      description="Switched on at each input, or a jq query that gives their names."
      start="[]"
    >
      <p className="text-dim text-xs">
        {names.length === 0 ? "None. Each input has a switch for it." : names.join(", ")}
      </p>
    </OrQuery>
  );
}

/** An order that is computed cannot be dragged; it can be written out as it is now. */
export function OrderNote({ at, form }: { at: string; form: JsonObject }) {
  const change = useChanges();
  const locked = useLocked();
  const play = usePlay();
  if (queryOf(form.order) === undefined) return null;
  const now = formOf(form, play?.values, play?.context).map(({ name }) => name);
  const rest = rowsOf(form).flatMap((row) =>
    row.kind === "step" || now.includes(row.name) ? [] : [row.name],
  );
  return (
    <OrQuery at={`${at}/order`} value={form.order} title="Order of the inputs" start="[]">
      <Button disabled={locked} onClick={() => change([{ at: `${at}/order`, value: [...now, ...rest] }])}>
        Write the order out
      </Button>
    </OrQuery>
  );
}
