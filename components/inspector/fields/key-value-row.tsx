"use client";

import { X } from "lucide-react";
import { type ClipboardEvent, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import type { Handle } from "@/components/ui/sortable";
import type { Json } from "@/lib/base/json";
import { headerNames, headerValues } from "@/lib/editor/headers";
import { useEditor } from "@/lib/editor/use-editor";
import { FieldProblems } from "../form-row";
import { TemplatePreview } from "../template-preview";
import { useChanges, useLocked } from "../use-field";
import { SuggestInput } from "./suggest-input";
import { TextControl } from "./text-field";

const shown = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));
const none: readonly string[] = [];

/** A name, its text, and what is wrong with the two. */
export function KeyValueRow({
  at,
  name,
  value,
  title,
  isHeader,
  handle,
  sameAs,
  isTaken,
  onPaste,
  onRemove,
}: {
  at: string;
  name: string;
  value: Json;
  /** Of the whole field. */
  title: string;
  isHeader: boolean;
  handle: Handle;
  /** A name before it that means the same. */
  sameAs: string | undefined;
  isTaken: (name: string) => boolean;
  onPaste: (event: ClipboardEvent) => void;
  onRemove: () => void;
}) {
  const change = useChanges();
  const locked = useLocked();
  const secrets = useEditor((state) => (isHeader ? state.secrets : none)) ?? none;
  const [draft, setDraft] = useState<string | null>(null);
  const wrong = draft !== null && draft.trim() !== name && isTaken(draft.trim());
  const text = shown(value);
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-start gap-1.5">
        {handle && <span className="flex h-7 items-center">{handle}</span>}
        <div className="w-[36%] shrink-0">
          <SuggestInput
            label={`Name of ${name} in ${title}`}
            value={name}
            options={isHeader ? headerNames : []}
            invalid={wrong || sameAs !== undefined}
            onDraft={setDraft}
            onCommit={(wanted) => {
              if (wanted !== "" && !isTaken(wanted)) change([{ at, key: wanted }]);
            }}
            onPaste={onPaste}
          />
        </div>
        <div className="min-w-0 flex-1">
          <TextControl
            at={at}
            mono
            label={`${name} in ${title}`}
            value={text}
            whole={isHeader ? headerValues(name, secrets) : undefined}
            onChange={(next) => change([{ at, value: next }], at)}
          />
        </div>
        <IconButton label={`Remove ${name}`} icon={<X />} disabled={locked} onClick={onRemove} />
      </div>
      {wrong && <p className="text-bad text-xs">There is {draft?.trim()} already.</p>}
      {sameAs !== undefined && !wrong && (
        <p className="text-warn text-xs">
          {sameAs} is the same header: the case of a name does not count. Keep one of the two.
        </p>
      )}
      <FieldProblems at={at} below />
      <TemplatePreview at={at} value={text} />
    </div>
  );
}
