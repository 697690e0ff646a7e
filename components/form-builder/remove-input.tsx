"use client";

import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useChanges, useLocked } from "@/components/inspector/use-field";
import { Button } from "@/components/ui/button";
import type { JsonObject } from "@/lib/base/json";
import { placeWords } from "@/lib/editor/place-words";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";
import type { ChangedPlace } from "@/lib/workflow/changed-places";
import { inputUses } from "@/lib/workflow/rename-input";
import { removeInputChanges } from "./form-changes";

/** More places than this are counted only. */
const most = 6;

/** Removes an input; one that something reads only after saying so. */
export function RemoveInput({
  at,
  form,
  name,
  onRemoved,
}: {
  at: string;
  form: JsonObject;
  name: string;
  onRemoved: () => void;
}) {
  const change = useChanges();
  const locked = useLocked();
  const store = useEditorStore();
  const document = useEditor((state) => state.document);
  const [uses, setUses] = useState<readonly ChangedPlace[]>([]);
  const remove = () => {
    change(removeInputChanges(at, form, name));
    onRemoved();
  };
  const ask = () => {
    const found = inputUses(store.getState().text, at, name);
    if (found.length === 0) remove();
    else setUses(found);
  };
  if (uses.length === 0)
    return (
      <Button variant="ghost" className="self-start" disabled={locked} onClick={ask}>
        <Trash2 /> Remove input
      </Button>
    );
  return (
    <div
      role="alert"
      className="flex flex-col gap-2 rounded-control border border-line bg-sunken p-2.5 text-xs"
    >
      <p className="font-medium text-warn">
        {uses.length === 1 ? "One place still reads it" : `${uses.length} places still read it`}, and will
        find nothing.
      </p>
      <ul aria-label="Places that read it" className="flex flex-col gap-1">
        {uses.slice(0, most).map((use) => (
          <li key={use.at} className="min-w-0">
            <span className="block truncate font-mono text-[11px] text-dim">
              {placeWords(document, use.at)}
            </span>
            <code className="block truncate font-mono text-[11px] text-faint">{use.before}</code>
          </li>
        ))}
        {uses.length > most && <li className="text-dim">and {uses.length - most} more</li>}
      </ul>
      <span className="flex gap-2">
        <Button autoFocus onClick={() => setUses([])}>
          Keep it
        </Button>
        <Button variant="danger" disabled={locked} onClick={remove}>
          Remove anyway
        </Button>
      </span>
    </div>
  );
}
