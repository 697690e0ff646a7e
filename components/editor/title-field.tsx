"use client";

import { useState } from "react";
import { useEditor, useEditorActions } from "@/lib/editor/use-editor";
import { editText } from "@/lib/workflow/text-edit";

/** The workflow's title, edited where it stands: Enter keeps the new one, Escape the old one. */
export function TitleField() {
  const title = useEditor((state) => state.title);
  const locked = useEditor((state) => state.ui.readOnly || state.textBroken);
  const { edit } = useEditorActions();
  const [draft, setDraft] = useState<string | null>(null);
  const finish = () => {
    const wanted = draft?.trim();
    if (wanted && wanted !== title) edit((text) => editText(text, [{ at: "/title", value: wanted }]));
    setDraft(null);
  };
  return (
    <input
      aria-label="Workflow title"
      value={draft ?? title}
      readOnly={locked}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === "Escape") setDraft(null);
        if (event.key === "Enter") event.currentTarget.blur();
      }}
      className="field-sizing-content h-7 pointer-coarse:h-finger min-w-16 max-w-72 truncate rounded-control border border-transparent bg-transparent px-1.5 font-medium text-base hover:border-line focus:border-accent focus:outline-none max-[599px]:max-w-28"
    />
  );
}
