"use client";

import { type ClipboardEvent, type KeyboardEvent, useId, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { Float } from "../template/float";
import { useLocked } from "../use-field";

/** A text to choose. */
export interface SuggestOption {
  value: string;
  detail: string;
  /** Finds it, too. */
  words?: string;
}

/**
 * A text that is kept when the person is done with it (Enter, or leaving), or with `onType` at each key, with words
 * to choose from while it is typed. Any other text is fine as well.
 */
export function SuggestInput({
  id,
  value,
  label,
  placeholder,
  options,
  invalid,
  autoFocus,
  onCommit,
  onType,
  onCancel,
  onDraft,
  onPaste,
}: {
  id?: string;
  value: string;
  label: string;
  placeholder?: string;
  options: readonly SuggestOption[];
  invalid?: boolean;
  autoFocus?: boolean;
  onCommit: (value: string) => void;
  /** Keeps each text while it is typed. */
  onType?: (value: string) => void;
  /** Esc. */
  onCancel?: () => void;
  /** Hears what is being typed; null when typing ends. */
  onDraft?: (value: string | null) => void;
  onPaste?: (event: ClipboardEvent) => void;
}) {
  const locked = useLocked();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const word = (draft ?? "").trim().toLowerCase();
  const found = open
    ? options.filter((option) => `${option.value} ${option.words ?? ""}`.toLowerCase().includes(word))
    : [];
  const shown = found.length === 1 && found[0]?.value.toLowerCase() === word ? [] : found;
  const type = (next: string | null) => {
    setDraft(next);
    onDraft?.(next);
  };
  const end = () => {
    setOpen(false);
    setActive(-1);
    type(null);
  };
  const done = (typed: string | undefined) => {
    end();
    if (typed !== undefined && typed !== value) onCommit(typed);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) setOpen(true);
      else setActive(Math.max(-1, Math.min(shown.length - 1, active + (event.key === "ArrowDown" ? 1 : -1))));
    } else if (event.key === "Enter") {
      // The focus may go on to a field that would take the key, too.
      event.preventDefault();
      done(shown[active]?.value ?? draft?.trim() ?? value);
    } else if (event.key === "Escape") {
      if (shown.length > 0) event.stopPropagation();
      if (shown.length > 0) setOpen(false);
      else {
        end();
        onCancel?.();
      }
    }
  };
  return (
    <>
      <Input
        ref={input}
        mono
        id={id}
        autoFocus={autoFocus}
        aria-label={label}
        aria-invalid={invalid || undefined}
        role={options.length > 0 ? "combobox" : undefined}
        {...(options.length > 0
          ? {
              "aria-expanded": shown.length > 0,
              "aria-autocomplete": "list" as const,
              "aria-controls": listId,
              "aria-activedescendant": active >= 0 ? `${listId}-${active}` : undefined,
            }
          : {})}
        placeholder={placeholder}
        value={onType ? value : (draft ?? value)}
        readOnly={locked}
        onChange={(event) => {
          type(event.target.value);
          onType?.(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onPaste={onPaste}
        onKeyDown={onKey}
        onBlur={() => done(draft?.trim())}
      />
      {shown.length > 0 && (
        <Float anchor={() => input.current?.getBoundingClientRect()} className="w-72 p-1">
          <div id={listId} role="listbox" aria-label="Suggestions" className="max-h-56 overflow-y-auto">
            {shown.map((option, index) => (
              // The keys are those of the input, which keeps the focus.
              // biome-ignore lint/a11y/useKeyWithClickEvents: the input has them
              <div
                key={option.value}
                id={`${listId}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => done(option.value)}
                className={cn(
                  "flex h-6 items-center gap-2 rounded-control px-1.5 pointer-coarse:h-finger",
                  index === active ? "bg-accent-soft" : "hover:bg-hover",
                )}
              >
                <span className="truncate font-mono text-xs">{option.value}</span>
                <span className="ml-auto truncate text-dim text-xs">{option.detail}</span>
              </div>
            ))}
          </div>
        </Float>
      )}
    </>
  );
}
