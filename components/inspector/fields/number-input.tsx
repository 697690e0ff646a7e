"use client";

import { useState } from "react";
import { Input } from "@/components/ui/input";
import type { Json } from "@/lib/base/json";
import { useLocked } from "../use-field";

const isFit = (): boolean => true;

/**
 * A number, written with each key that leaves one. What is none (yet) stays in the control: `onOther` gets it when
 * the person leaves, and without that the number before stands there again.
 */
export function NumberInput({
  id,
  value,
  label,
  fits = isFit,
  onChange,
  onEmpty,
  onOther,
}: {
  id: string;
  value: Json | undefined;
  label?: string;
  /** Whether a number may stand here. */
  fits?: (number: number) => boolean;
  onChange: (number: number) => void;
  /** At once, when nothing is left. */
  onEmpty?: () => void;
  onOther?: (text: string) => void;
}) {
  const locked = useLocked();
  // The text as typed, and the value it stands beside: when the document changes elsewhere, it gives way.
  const [draft, setDraft] = useState<{ text: string; of: Json | undefined; isOther: boolean } | null>(null);
  const own = draft && draft.of === value ? draft : null;
  const type = (text: string) => {
    const number = text.trim() === "" ? Number.NaN : Number(text);
    if (Number.isFinite(number) && fits(number)) {
      setDraft({ text, of: number, isOther: false });
      if (number !== value) onChange(number);
    } else if (text === "" && onEmpty) {
      setDraft({ text, of: undefined, isOther: false });
      onEmpty();
    } else setDraft({ text, of: value, isOther: true });
  };
  return (
    <Input
      id={id}
      mono
      inputMode="decimal"
      aria-label={label}
      aria-invalid={(own?.isOther && !onOther) || undefined}
      value={own?.text ?? (value === undefined || value === null ? "" : String(value))}
      readOnly={locked}
      onChange={(event) => type(event.target.value)}
      onBlur={() => {
        if (own?.isOther && onOther) onOther(own.text.trim());
        setDraft(null);
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key === "Escape") setDraft(null);
      }}
    />
  );
}
