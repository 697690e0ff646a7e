import type { ReactNode } from "react";
import { cn } from "./cn";

/** State tones carry the colours of the state table and may be used for states only; `neutral` and `accent` for the rest. */
export type Tone = "neutral" | "accent" | "queue" | "run" | "wait" | "ok" | "warn" | "bad" | "cancel";

const tones: Record<Tone, string> = {
  neutral: "bg-hover text-dim",
  accent: "bg-accent-soft text-accent",
  queue: "bg-[color-mix(in_srgb,var(--queue)_12%,transparent)] text-queue",
  run: "bg-[color-mix(in_srgb,var(--run)_12%,transparent)] text-run",
  wait: "bg-[color-mix(in_srgb,var(--wait)_12%,transparent)] text-wait",
  ok: "bg-[color-mix(in_srgb,var(--ok)_12%,transparent)] text-ok",
  warn: "bg-[color-mix(in_srgb,var(--warn)_12%,transparent)] text-warn",
  bad: "bg-[color-mix(in_srgb,var(--bad)_12%,transparent)] text-bad",
  cancel: "bg-[color-mix(in_srgb,var(--cancel)_12%,transparent)] text-cancel",
};

/** A short word in a rounded box: a state, a method, a version. */
export function Pill({
  tone = "neutral",
  icon,
  mono,
  className,
  children,
}: {
  tone?: Tone;
  icon?: ReactNode;
  mono?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <span
      className={cn(
        "tabular inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-full px-2 font-medium text-xs [&_svg]:size-3",
        mono && "font-mono",
        tones[tone],
        className,
      )}
    >
      {icon}
      {children}
    </span>
  );
}
