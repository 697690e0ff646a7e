"use client";

import { Copy } from "lucide-react";
import { type ReactNode, useState } from "react";
import { cn } from "@/components/ui/cn";
import type { Json } from "@/lib/base/json";
import type { Path } from "@/lib/base/pointer";
import { CopyIcon } from "./copy-button";
import { JsonTree } from "./json-tree";
import { MaskedText } from "./masked-text";

/** A few equal choices in a bar, one of them on; a single one is only a word. */
export function Segments<V extends string>({
  label,
  value,
  onChange,
  items,
}: {
  label: string;
  value: V;
  onChange: (value: V) => void;
  items: readonly { value: V; label: ReactNode }[];
}) {
  if (items.length < 2) return <span className="shrink-0 text-dim text-xs">{items[0]?.label}</span>;
  return (
    <fieldset className="inline-flex shrink-0 rounded-control bg-hover p-0.5">
      <legend className="sr-only">{label}</legend>
      {items.map((item) => (
        <button
          key={item.value}
          type="button"
          aria-pressed={item.value === value}
          onClick={() => onChange(item.value)}
          className={cn(
            "h-5 rounded-[4px] px-2 text-xs transition-colors",
            item.value === value ? "bg-raised font-medium text-text" : "text-dim hover:text-text",
          )}
        >
          {item.label}
        </button>
      ))}
    </fieldset>
  );
}

/** Text as it is, in lines; masked secrets as chips. Long text is cut with a word about it. */
export function RawText({ text, label }: { text: string; label: string }) {
  const most = 120_000;
  const shown = text.length > most ? text.slice(0, most) : text;
  return (
    <section aria-label={label} className="relative min-h-0 flex-1 overflow-auto">
      <pre className="whitespace-pre-wrap px-3 py-2 font-mono text-xs leading-[18px] [overflow-wrap:anywhere]">
        <MaskedText text={shown} />
      </pre>
      {shown !== text && (
        <p className="px-3 pb-2 text-faint text-xs">
          The first {most.toLocaleString("en-GB")} characters of {text.length.toLocaleString("en-GB")}.
        </p>
      )}
      <CopyIcon
        text={() => text}
        label="Copy text"
        icon={<Copy />}
        className="absolute top-1.5 right-2 bg-raised"
      />
    </section>
  );
}

/** A recorded JSON value: as a tree or as its text. */
export function JsonView({
  value,
  label,
  root,
  bar,
}: {
  value: Json;
  label: string;
  root?: Path | undefined;
  /** Left end of the bar. */
  bar?: ReactNode;
}) {
  const [view, setView] = useState<"tree" | "raw">("tree");
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-8 shrink-0 pointer-coarse:h-[52px] items-center justify-between gap-2 border-line border-b pr-2 pl-3">
        <div className="flex min-w-0 items-center gap-2 text-dim text-xs">{bar}</div>
        <Segments
          label="View"
          value={view}
          onChange={setView}
          items={[
            { value: "tree", label: "Tree" },
            { value: "raw", label: "Raw" },
          ]}
        />
      </div>
      {view === "tree" ? (
        <JsonTree value={value} label={label} root={root} />
      ) : (
        <RawText text={JSON.stringify(value, null, 2)} label={label} />
      )}
    </div>
  );
}
