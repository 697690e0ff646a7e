"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input";
import { useLocked } from "../use-field";

/** A text that is kept when the person is done with it (Enter, or leaving), not at each key: names and numbers. */
export function CommitInput({
  id,
  value,
  label,
  placeholder,
  mono,
  invalid,
  onCommit,
  onDraft,
}: {
  id?: string;
  value: string;
  label?: string;
  placeholder?: string;
  mono?: boolean;
  invalid?: boolean;
  onCommit: (value: string) => void;
  /** Hears what is being typed, to say early what is wrong with it; null when typing ends. */
  onDraft?: (value: string | null) => void;
}) {
  const locked = useLocked();
  const [draft, setDraft] = useState<string | null>(null);
  const type = (next: string | null) => {
    setDraft(next);
    onDraft?.(next);
  };
  return (
    <Input
      id={id}
      mono={mono ?? false}
      aria-label={label}
      aria-invalid={invalid || undefined}
      placeholder={placeholder}
      value={draft ?? value}
      readOnly={locked}
      onChange={(event) => type(event.target.value)}
      onBlur={() => {
        const wanted = draft?.trim();
        if (wanted !== undefined && wanted !== value) onCommit(wanted);
        type(null);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") type(null);
      }}
    />
  );
}
