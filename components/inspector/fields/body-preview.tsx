"use client";

import { useEffect, useState } from "react";
import type { Json } from "@/lib/base/json";
import { fromPointer } from "@/lib/base/pointer";
import { jsonLanguage } from "@/lib/editor/language/field-language";
import { holdPreviewSession } from "@/lib/editor/preview-session";
import type { TreePreview } from "@/lib/editor/tree-preview";
import { useEditor, useEditorStore } from "@/lib/editor/use-editor";

/** The whole value as it would be sent now. */
export function BodyPreview({ at, title, value }: { at: string; title: string; value: Json | undefined }) {
  const store = useEditorStore();
  const index = Number(fromPointer(at)[1]);
  const node = useEditor((state) => state.document?.nodes[index]?.identifier) ?? "";
  const nodeType = useEditor((state) => state.document?.nodes[index]?.config.type) ?? "";
  const [shown, setShown] = useState<TreePreview>();
  useEffect(() => {
    if (value === undefined) return;
    const { session, release } = holdPreviewSession(store);
    const channel = session.client.channel((answer) => {
      if (answer.kind === "tree") setShown(answer.preview);
    });
    const { place } = jsonLanguage(fromPointer(at), { node, nodeType }).owner;
    channel.ask({ kind: "tree", request: { value, node, nodeType, place } });
    return () => {
      channel.close();
      release();
    };
  }, [store, at, value, node, nodeType]);
  if (value === undefined) return <p className="text-faint text-xs">Nothing is sent.</p>;
  if (shown === undefined) return null;
  if (!shown.ok)
    return (
      <p role="status" className="text-bad text-xs">
        {shown.at && `${fromPointer(shown.at).join(" › ")}: `}
        {shown.message}
      </p>
    );
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={`${title} as it is sent`}
      className="max-h-64 overflow-auto rounded-control bg-sunken px-2 py-1.5"
    >
      <pre className="whitespace-pre-wrap font-mono text-[11px] leading-4 [overflow-wrap:anywhere]">
        {shown.text}
      </pre>
    </section>
  );
}
