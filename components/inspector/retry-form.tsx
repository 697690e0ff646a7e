"use client";

import { useState } from "react";
import { Field, Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { toast } from "@/components/ui/toast";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import { type RetryPolicy, retryPolicy, usualPolicy } from "@/lib/run/retry";

const numbers: { key: "attempts" | "firstPause" | "factor" | "longestPause"; label: string; hint: string }[] =
  [
    { key: "attempts", label: "Attempts", hint: "All together, 1 to 10." },
    { key: "firstPause", label: "First pause", hint: "Seconds, 0.1 to 3600." },
    { key: "factor", label: "Longer by", hint: "Times, 1 to 10." },
    { key: "longestPause", label: "Longest pause", hint: "Seconds, 0.1 to 86400." },
  ];

const methods = [
  { value: "idempotent", label: "GET, PUT and DELETE", description: "What may be sent twice by itself" },
  { value: "all", label: "All methods", description: "Services must heed the Idempotency-Key" },
];

/** How webhooks of this workflow are tried again. Slipway's own: Port has nothing like it, so no export holds it. */
export function RetryForm() {
  const retry = useEditor((state) => state.retry);
  const locked = useEditor((state) => state.ui.readOnly);
  const { setRetry } = useEditorActions();
  const keep = async (next: RetryPolicy | null) => {
    const error = await setRetry(next);
    if (error) toast({ title: "The retries could not be saved", description: error.message, tone: "bad" });
  };
  return (
    <>
      <div className="flex min-h-7 items-center justify-between gap-3">
        <label htmlFor="retry-on" className="font-medium text-text text-xs">
          Try failures again that may pass
        </label>
        <Switch
          id="retry-on"
          checked={retry !== null}
          disabled={locked}
          onChange={(on) => void keep(on ? usualPolicy : null)}
        />
      </div>
      <p className="text-faint text-xs">
        Network errors and the statuses 408, 425, 429 and 5xx, after a pause that grows. A service's
        Retry-After is waited for. Kept on this server and never exported.
      </p>
      {retry && (
        <>
          <div className="grid grid-cols-2 gap-3">
            {numbers.map(({ key, label, hint }) => (
              <NumberInput
                key={key}
                id={`retry-${key}`}
                label={label}
                hint={hint}
                value={retry[key]}
                locked={locked}
                check={(value) => retryPolicy.shape[key].safeParse(value).success}
                onCommit={(value) => void keep({ ...retry, [key]: value })}
              />
            ))}
          </div>
          <Field id="retry-methods" label="Requests">
            <Select
              id="retry-methods"
              value={retry.methods}
              disabled={locked}
              options={methods}
              onChange={(value) => void keep({ ...retry, methods: value === "all" ? "all" : "idempotent" })}
            />
          </Field>
        </>
      )}
    </>
  );
}

/** A number that is kept when the person is done with it, and not before it is one that may stand. */
function NumberInput({
  id,
  label,
  hint,
  value,
  locked,
  check,
  onCommit,
}: {
  id: string;
  label: string;
  hint: string;
  value: number;
  locked: boolean;
  check: (value: number) => boolean;
  onCommit: (value: number) => void;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const wrong = draft !== null && (draft.trim() === "" || !check(Number(draft)));
  return (
    <Field id={id} label={label} hint={hint} error={wrong ? hint : undefined}>
      <Input
        id={id}
        inputMode="decimal"
        value={draft ?? String(value)}
        readOnly={locked}
        aria-invalid={wrong || undefined}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={() => {
          if (draft !== null && !wrong && Number(draft) !== value) onCommit(Number(draft));
          setDraft(null);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") event.currentTarget.blur();
          if (event.key === "Escape") setDraft(null);
        }}
      />
    </Field>
  );
}
