"use client";

import { X } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { Json } from "@/lib/base/json";
import { readNumber, splitEntries } from "./tag-list";

/** A list of texts or numbers as tags. Enter or a comma adds; backspace in the empty field takes the last away. */
export function TagInput({
  id,
  value,
  onChange,
  numbers,
  placeholder,
  invalid,
  disabled,
  describedBy,
}: {
  id: string;
  value: readonly Json[];
  onChange: (value: Json[]) => void;
  /** Entries that read as numbers become numbers. */
  numbers: boolean;
  placeholder?: string | undefined;
  invalid: boolean;
  disabled: boolean;
  describedBy: string | undefined;
}) {
  const [text, setText] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const add = (typed: string) => {
    const entries = splitEntries(typed);
    if (entries.length > 0) onChange([...value, ...(numbers ? entries.map(readNumber) : entries)]);
    setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && text.trim() !== "") {
      event.preventDefault();
      add(text);
    } else if (event.key === "Backspace" && text === "" && value.length > 0) {
      onChange(value.slice(0, -1));
    }
  };
  return (
    <div
      className={cn(
        "flex min-h-7 flex-wrap items-center gap-1 rounded-control border bg-raised px-1 py-0.5 focus-within:border-accent focus-within:outline-1 focus-within:outline-accent",
        invalid ? "border-bad" : "border-line-strong",
      )}
    >
      {value.map((entry, index) => (
        <span
          // Entries may repeat, and only their place tells them apart.
          key={`${index.toString()} ${JSON.stringify(entry)}`}
          className="inline-flex h-5 max-w-full items-center gap-0.5 rounded-full bg-hover pr-0.5 pl-2 text-xs"
        >
          <span className="truncate">{typeof entry === "string" ? entry : JSON.stringify(entry)}</span>
          <button
            type="button"
            disabled={disabled}
            aria-label={`Remove ${typeof entry === "string" ? entry : JSON.stringify(entry)}`}
            onClick={() => {
              onChange(value.filter((_, other) => other !== index));
              field.current?.focus();
            }}
            className="inline-flex size-4 items-center justify-center rounded-full text-faint hover:bg-active hover:text-text"
          >
            <X aria-hidden className="size-3" />
          </button>
        </span>
      ))}
      <input
        ref={field}
        id={id}
        value={text}
        disabled={disabled}
        inputMode={numbers ? "decimal" : undefined}
        autoComplete="off"
        aria-invalid={invalid || undefined}
        aria-describedby={describedBy}
        placeholder={value.length === 0 ? placeholder : undefined}
        onChange={(event) =>
          /[,\n]/.test(event.target.value) ? add(event.target.value) : setText(event.target.value)
        }
        onPaste={(event) => {
          const pasted = event.clipboardData.getData("text/plain");
          if (!/[\n,]/.test(pasted)) return;
          event.preventDefault();
          add(text + pasted);
        }}
        onBlur={() => add(text)}
        onKeyDown={onKeyDown}
        className="h-5 min-w-24 flex-1 bg-transparent px-1 text-sm outline-none"
      />
    </div>
  );
}
