"use client";

import { cn } from "@/components/ui/cn";
import { Textarea } from "@/components/ui/input";
import type { Refusal } from "./use-json-text";

/** A text area for JSON, with what is wrong with it above. */
export function JsonField({
  id,
  label,
  value,
  refusal,
  onChange,
  className,
}: {
  id: string;
  label: string;
  value: string;
  refusal: Refusal | undefined;
  onChange: (text: string) => void;
  className?: string;
}) {
  return (
    <>
      {refusal && <RefusalNote id={`${id}-error`} refusal={refusal} />}
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Textarea
        id={id}
        mono
        value={value}
        aria-invalid={refusal !== undefined || undefined}
        aria-describedby={refusal ? `${id}-error` : undefined}
        onChange={(event) => onChange(event.target.value)}
        className={cn("max-h-none min-h-80", className)}
      />
    </>
  );
}

/** Why something was not saved: the sentence, then each place. */
export function RefusalNote({ id, refusal }: { id?: string; refusal: Refusal }) {
  return (
    <div
      {...(id === undefined ? {} : { id })}
      role="alert"
      className="mb-3 rounded-control border border-line bg-sunken px-3 py-2 text-sm"
    >
      <p className="text-bad">{refusal.message}</p>
      {refusal.details.length > 0 && (
        <ul className="mt-1.5 flex max-h-40 flex-col gap-1 overflow-y-auto text-dim text-xs">
          {refusal.details.slice(0, 20).map(({ at, message }) => (
            <li key={`${at} ${message}`} className="flex gap-2">
              {at !== "" && <code className="shrink-0 font-mono text-faint">{at}</code>}
              <span>{message}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
