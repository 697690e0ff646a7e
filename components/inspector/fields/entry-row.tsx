"use client";

import { X } from "lucide-react";
import { type ClipboardEvent, type ReactNode, useState } from "react";
import { announce } from "@/components/ui/announcer";
import { IconButton } from "@/components/ui/icon-button";
import { fieldId, useChanges, useLocked } from "../use-field";
import { type Entry, TakenName } from "./entry-list";
import { SuggestInput } from "./suggest-input";

/** A row of an object's entries: its name, what it holds, and what is wrong with the two. */
export function EntryRow({
  entry: { list, at, name, handle, isTaken },
  title,
  nameWidth,
  options = [],
  invalid = false,
  onRename,
  onRemove,
  onPaste,
  children,
  below,
}: {
  entry: Entry;
  /** Of the whole field. */
  title: string;
  /** Class of the name's column. */
  nameWidth: string;
  options?: readonly { value: string; detail: string }[];
  /** The name means what another one does. */
  invalid?: boolean;
  /** Gives the key another name by default. */
  onRename?: (name: string) => void;
  /** Removes the entry by default. */
  onRemove?: () => void;
  onPaste?: (event: ClipboardEvent) => void;
  /** The value's control. */
  children: ReactNode;
  /** Beneath the row. */
  below?: ReactNode;
}) {
  const change = useChanges();
  const locked = useLocked();
  const [draft, setDraft] = useState<string | null>(null);
  const wrong = draft !== null && draft.trim() !== name && isTaken(draft.trim());
  const remove = onRemove ?? (() => change([{ at, value: undefined }]));
  const rename = onRename ?? ((wanted: string) => change([{ at, key: wanted }]));
  return (
    <div data-at={at} className="flex flex-col gap-1">
      <div className="flex items-start gap-1.5 pointer-coarse:flex-wrap">
        {handle && <span className="flex h-7 items-center pointer-coarse:h-finger">{handle}</span>}
        <div className={nameWidth}>
          <SuggestInput
            label={`Name of ${name} in ${title}`}
            value={name}
            options={options}
            invalid={wrong || invalid}
            onDraft={setDraft}
            onCommit={(wanted) => {
              if (wanted !== "" && !isTaken(wanted)) rename(wanted);
            }}
            {...(onPaste && { onPaste })}
          />
        </div>
        {children}
        <IconButton
          label={`Remove ${name}`}
          icon={<X />}
          disabled={locked}
          onClick={() => {
            remove();
            announce(`${name} removed`);
            // What had the focus is gone.
            document.getElementById(fieldId(list))?.focus();
          }}
        />
      </div>
      {wrong && <TakenName name={draft} />}
      {below}
    </div>
  );
}
