"use client";

import { ArrowRight } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import type { PreviewRequest } from "@/lib/editor/preview";
import { useEditor } from "@/lib/editor/use-editor";
import type { NameFix, Why } from "@/lib/editor/why";
import { useWhy } from "./use-why";

const few = 12;

/** The explanation of an empty or failing expression, with the names that exist as replacements. */
export function WhyCard({
  request,
  index,
  onShow,
  onApply,
}: {
  request: PreviewRequest;
  index: number;
  onShow?: (why: Why) => void;
  onApply: (fix: NameFix) => void;
}) {
  const why = useWhy(request, index);
  const show = useRef(onShow);
  show.current = onShow;
  useEffect(() => {
    if (why) show.current?.(why);
  }, [why]);
  if (why === undefined)
    return (
      <div className="flex h-16 items-center justify-center">
        <Spinner label="Looking for the reason" />
      </div>
    );
  if (why === null)
    return <p className="p-3 text-dim text-sm">The braces do not pair, so there is nothing to evaluate.</p>;
  return (
    <div className="flex flex-col gap-2.5 p-3">
      <Marked why={why} />
      <div>
        <p className="text-sm [overflow-wrap:anywhere]">{why.message}</p>
        {why.hint && <p className="mt-1 text-dim text-xs [overflow-wrap:anywhere]">{why.hint}</p>}
      </div>
      <Names why={why} onApply={onApply} />
    </div>
  );
}

/** The expression, with the step that leads nowhere marked. */
function Marked({ why: { expression, at } }: { why: Why }) {
  const from = at === undefined ? 0 : Math.max(0, at.start - 80);
  const to = at === undefined ? 200 : at.end + 80;
  return (
    <code className="rounded-control bg-sunken px-2 py-1.5 font-mono text-xs [overflow-wrap:anywhere]">
      {from > 0 && "…"}
      {expression.slice(from, at?.start ?? to)}
      {at && (
        <mark className="rounded-[2px] border-warn border-b-2 bg-[color-mix(in_srgb,var(--warn)_16%,transparent)] text-text">
          {expression.slice(at.start, at.end) || " "}
        </mark>
      )}
      {at && expression.slice(at.end, to)}
      {expression.length > to && "…"}
    </code>
  );
}

function Names({ why: { nearest, others }, onApply }: { why: Why; onApply: (fix: NameFix) => void }) {
  const [all, setAll] = useState(false);
  const locked = useEditor((state) => state.ui.readOnly || state.textBroken);
  if (nearest.length + others.length === 0) return null;
  const shown = all ? others : others.slice(0, few);
  return (
    <div className="flex flex-col gap-2">
      {nearest.length > 0 && (
        <div className="flex flex-wrap gap-1.5">
          {nearest.map((fix) => (
            <Button key={fix.name} disabled={locked} onClick={() => onApply(fix)}>
              <ArrowRight />
              Use <span className="max-w-52 truncate font-mono text-xs">{fix.name}</span>
            </Button>
          ))}
        </div>
      )}
      {shown.length > 0 && (
        <div>
          <h3 className="mb-1 text-faint text-xs">{nearest.length > 0 ? "Also there" : "What is there"}</h3>
          <ul className="flex flex-wrap gap-1">
            {shown.map((fix) => (
              <li key={fix.name} className="min-w-0">
                <button
                  type="button"
                  disabled={locked}
                  title={`Use ${fix.name}`}
                  onClick={() => onApply(fix)}
                  className="max-w-full truncate rounded-control bg-hover px-1.5 py-0.5 font-mono text-dim text-xs enabled:hover:bg-active enabled:hover:text-text"
                >
                  {fix.name}
                </button>
              </li>
            ))}
            {others.length > shown.length && (
              <li>
                <button
                  type="button"
                  onClick={() => setAll(true)}
                  className="rounded-control px-1.5 py-0.5 text-accent text-xs hover:underline"
                >
                  {others.length - shown.length} more
                </button>
              </li>
            )}
          </ul>
        </div>
      )}
    </div>
  );
}
