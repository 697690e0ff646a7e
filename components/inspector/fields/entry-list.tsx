"use client";

import { Plus } from "lucide-react";
import { type ClipboardEvent, type ReactNode, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { type Handle, Sortable } from "@/components/ui/sortable";
import type { Json } from "@/lib/base/json";
import { fromPointer, toPointer } from "@/lib/base/pointer";
import { useEditorActions } from "@/lib/editor/use-editor";
import { moveEntry } from "@/lib/workflow/move-entry";
import { fieldId, useChanges, useLocked } from "../use-field";
import { SuggestInput } from "./suggest-input";

/** What the row of an entry gets. */
export interface Entry {
  /** Pointer of the object. */
  list: string;
  /** Pointer of the value. */
  at: string;
  name: string;
  value: Json;
  /** Nothing while there is one entry alone. */
  handle: Handle;
  /** Whether another entry has a name. */
  isTaken: (name: string) => boolean;
}

const isSame = (one: string, other: string): boolean => one === other;

/**
 * The entries of the object at a pointer: a row for each, which can be put into another order, and one that adds an
 * entry by its name and goes on to its value.
 */
export function EntryList({
  at,
  title,
  entries,
  same = isSame,
  options = [],
  placeholder = "Name, then Enter",
  onAdd,
  onPaste,
  roomy = false,
  children,
}: {
  at: string;
  /** Of the whole field. */
  title: string;
  entries: readonly (readonly [string, Json])[];
  /** Whether two names mean one entry. */
  same?: (one: string, other: string) => boolean;
  /** Names to choose from. */
  options?: readonly { value: string; detail: string }[];
  placeholder?: string;
  /** Writes a new entry; an empty text by default. */
  onAdd?: (name: string) => void;
  /** True when the paste was taken. */
  onPaste?: (event: ClipboardEvent) => boolean;
  /** Rows of several lines are set apart. */
  roomy?: boolean;
  children: (entry: Entry) => ReactNode;
}) {
  const change = useChanges();
  const { edit } = useEditorActions();
  const locked = useLocked();
  const [adding, setAdding] = useState(false);
  const [added, setAdded] = useState<string>();
  const [draft, setDraft] = useState<string | null>(null);
  const place = (key: string) => toPointer([...fromPointer(at), key]);
  const isTaken = (name: string, own?: string) =>
    entries.some(([other]) => other !== own && same(other, name));

  // A new name wants its value next.
  useEffect(() => {
    if (added === undefined) return;
    setAdded(undefined);
    document.getElementById(fieldId(added))?.focus();
  }, [added]);

  const add = (name: string) => {
    if (name === "" || isTaken(name)) return;
    setAdding(false);
    if (onAdd) onAdd(name);
    else change([{ at: place(name), value: "" }]);
    setAdded(place(name));
  };
  const wrong = draft !== null && isTaken(draft.trim());
  return (
    <div className="flex flex-col gap-1.5">
      <Sortable
        items={entries}
        idOf={([name]) => name}
        nameOf={([name]) => name}
        label={title}
        disabled={locked}
        onMove={(from, to) => edit((text) => moveEntry(text, at, from, to))}
        className={cn("flex flex-col", roomy ? "gap-3" : "gap-1.5")}
      >
        {([name, value], _, handle) =>
          children({
            list: at,
            at: place(name),
            name,
            value,
            handle: entries.length > 1 ? handle : null,
            isTaken: (other) => isTaken(other, name),
          })
        }
      </Sortable>
      {adding ? (
        <>
          <SuggestInput
            autoFocus
            id={fieldId(`${at}/`)}
            value=""
            label={`Name of the new entry in ${title}`}
            placeholder={placeholder}
            options={options.filter((option) => !isTaken(option.value))}
            invalid={wrong}
            onCommit={add}
            onCancel={() => setAdding(false)}
            onDraft={(next) => {
              setDraft(next);
              if (next === null && !wrong) setAdding(false);
            }}
            onPaste={(event) => {
              if (onPaste?.(event)) setAdding(false);
            }}
          />
          {wrong && <TakenName name={draft} />}
        </>
      ) : (
        <Button
          id={fieldId(at)}
          aria-label={`Add to ${title}`}
          variant="ghost"
          disabled={locked}
          className="self-start"
          onClick={() => setAdding(true)}
        >
          <Plus /> Add
        </Button>
      )}
    </div>
  );
}

/** Why a name is not kept. */
export function TakenName({ name }: { name: string }) {
  return <p className="text-bad text-xs">There is {name.trim()} already.</p>;
}
