"use client";

import {
  Braces,
  FunctionSquare,
  KeyRound,
  type LucideIcon,
  SquareDot,
  Type,
  Variable,
  Workflow,
} from "lucide-react";
import { useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import type { FieldSuggestion } from "@/lib/editor/language/field-suggestions";
import type { SignatureText } from "@/lib/editor/language/signature";
import { Float } from "./float";
import { Lines } from "./lines";
import type { OpenList } from "./use-suggestions";

const icons: Record<FieldSuggestion["kind"], LucideIcon> = {
  braces: Braces,
  value: SquareDot,
  node: Workflow,
  secret: KeyRound,
  key: SquareDot,
  function: FunctionSquare,
  keyword: Type,
  variable: Variable,
  format: FunctionSquare,
};

export const optionId = (list: string, index: number): string => `${list}-${index}`;

/** What can be written at the caret: the signature of the function, the list, and what the chosen entry does. */
export function SuggestionList({
  id,
  list,
  onAccept,
}: {
  id: string;
  list: OpenList;
  onAccept: (item: FieldSuggestion) => void;
}) {
  const { items, active, signature, anchor } = list;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector(`[data-index="${active}"]`)?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const chosen = items[active];
  return (
    <Float anchor={anchor} className="flex w-[22rem] flex-col overflow-hidden">
      {signature && <Signature of={signature} />}
      {items.length > 0 && (
        <div
          ref={box}
          id={id}
          role="listbox"
          aria-label="Suggestions"
          className="max-h-56 overflow-y-auto p-1"
        >
          {items.map((item, index) => {
            const Icon = icons[item.kind];
            return (
              // The keys are those of the control, which keeps the focus.
              // biome-ignore lint/a11y/useKeyWithClickEvents: the control has them
              <div
                key={`${item.kind} ${item.label}`}
                id={optionId(id, index)}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                data-index={index}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onAccept(item)}
                className={cn(
                  "flex h-6 items-center gap-2 rounded-control px-1.5 pointer-coarse:h-finger",
                  index === active ? "bg-accent-soft" : "hover:bg-hover",
                )}
              >
                <Icon className="size-3.5 shrink-0 text-dim" aria-hidden />
                <span className="min-w-0 truncate font-mono text-xs">{item.label}</span>
                {item.detail && (
                  <span className="ml-auto min-w-0 max-w-[55%] shrink-0 truncate pl-2 text-dim text-xs">
                    {item.detail}
                  </span>
                )}
              </div>
            );
          })}
        </div>
      )}
      {chosen?.documentation && !signature && (
        <div className="flex max-h-40 flex-col gap-1 overflow-y-auto border-line border-t bg-sunken px-2.5 py-1.5">
          <Lines lines={chosen.documentation.split("\n\n")} />
        </div>
      )}
    </Float>
  );
}

function Signature({ of: { signature, parameters, active, lines } }: { of: SignatureText }) {
  const [start, end] = parameters[active] ?? [0, 0];
  return (
    <div
      role="status"
      className="flex flex-col gap-1 border-line border-b bg-sunken px-2.5 py-1.5 last:border-b-0"
    >
      <code className="font-mono text-xs">
        {signature.slice(0, start)}
        <strong className="font-semibold text-accent">{signature.slice(start, end)}</strong>
        {signature.slice(end)}
      </code>
      <Lines lines={lines.slice(0, 1)} />
    </div>
  );
}
