"use client";

import { splitEntries } from "@/components/run/tag-list";
import { announce } from "@/components/ui/announcer";
import { Chips } from "@/components/ui/chips";
import { fieldId, useLocked } from "../use-field";
import { SuggestInput, type SuggestOption } from "./suggest-input";

/** A list of names as tags, with names to choose from; any other is fine as well. Enter or leaving adds what is typed. */
export function NamesInput({
  at,
  label,
  names,
  options,
  placeholder,
  onAsk,
  onAdd,
  onRemove,
}: {
  /** Pointer of the list. */
  at: string;
  label: string;
  names: readonly string[];
  options: readonly SuggestOption[];
  placeholder: string;
  /** Hears what is typed, and of the focus by an empty text. */
  onAsk?: (text: string) => void;
  onAdd: (names: readonly string[]) => void;
  onRemove: (index: number) => void;
}) {
  const locked = useLocked();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears of the control inside
    <div className="flex flex-col gap-1" onFocus={() => onAsk?.("")}>
      {names.length > 0 && (
        <Chips
          label={label}
          values={names}
          disabled={locked}
          onRemove={(index) => {
            onRemove(index);
            announce(`${names[index]} removed`);
            // What had the focus is gone.
            document.getElementById(fieldId(at))?.focus();
          }}
        />
      )}
      <SuggestInput
        id={fieldId(at)}
        label={`Add to ${label}`}
        placeholder={placeholder}
        value=""
        options={options.filter(({ value }) => !names.includes(value))}
        onDraft={(text) => onAsk?.(text ?? "")}
        onCommit={(text) => {
          const added = splitEntries(text);
          if (added.length > 0) onAdd(added);
        }}
        onPaste={(event) => {
          const pasted = event.clipboardData.getData("text/plain");
          if (!/[,\n]/.test(pasted) || locked) return;
          event.preventDefault();
          onAdd(splitEntries(pasted));
        }}
      />
    </div>
  );
}
