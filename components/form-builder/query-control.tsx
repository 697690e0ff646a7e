"use client";

import { ArrowRight } from "lucide-react";
import { useDeferredValue, useMemo } from "react";
import { TextControl } from "@/components/inspector/fields/text-field";
import { useChanges } from "@/components/inspector/use-field";
import { cn } from "@/components/ui/cn";
import { evaluateQuery } from "@/lib/workflow/form-query";
import { usePlay } from "./play";

/** Characters of a value that are shown. */
const most = 80;

/** A bare jq query over the form, with what it gives for the values in the preview. */
export function QueryControl({
  at,
  value,
  label,
  placeholder = '.form.environment == "production"',
}: {
  /** Pointer of the text. */
  at: string;
  value: string;
  label: string;
  placeholder?: string;
}) {
  const change = useChanges();
  return (
    <>
      <TextControl
        at={at}
        mono
        label={label}
        value={value}
        placeholder={placeholder}
        onChange={(next) => change([{ at, value: next }], at)}
      />
      <QueryValue query={value} />
    </>
  );
}

function QueryValue({ query }: { query: string }) {
  const play = usePlay();
  const asked = useDeferredValue(query);
  const outcome = useMemo(
    () =>
      play === undefined || asked.trim() === "" ? undefined : evaluateQuery(asked, play.values, play.context),
    [asked, play],
  );
  if (outcome === undefined) return null;
  const text = outcome.ok ? JSON.stringify(outcome.value ?? null) : outcome.error;
  return (
    <output
      className={cn(
        "flex min-w-0 items-center gap-1 font-mono text-[11px] leading-4",
        outcome.ok ? "text-dim" : "text-bad",
      )}
    >
      <ArrowRight className="size-3 shrink-0" aria-label="gives" />
      <span className="truncate">{text.length > most ? `${text.slice(0, most)}…` : text}</span>
    </output>
  );
}
