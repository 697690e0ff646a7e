"use client";

import { X } from "lucide-react";

/** Names that were chosen, each with a button that takes it away. */
export function Chips({
  values,
  label,
  disabled = false,
  onRemove,
}: {
  values: readonly string[];
  /** Accessible name of the list. */
  label: string;
  disabled?: boolean;
  onRemove: (index: number) => void;
}) {
  return (
    <ul aria-label={label} className="flex flex-wrap gap-1">
      {values.map((value, index) => (
        <li
          // A name may be there twice, and only its place tells the two apart.
          key={`${index.toString()} ${value}`}
          className="inline-flex h-5 max-w-full items-center gap-0.5 rounded-full bg-hover pr-0.5 pl-2 text-xs"
        >
          <span className="truncate">{value}</span>
          <button
            type="button"
            disabled={disabled}
            aria-label={`Remove ${value}`}
            onClick={() => onRemove(index)}
            className="inline-flex size-4 items-center justify-center rounded-full text-faint hover:bg-active hover:text-text"
          >
            <X aria-hidden className="size-3" />
          </button>
        </li>
      ))}
    </ul>
  );
}
