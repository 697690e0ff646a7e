"use client";

import { cn } from "@/components/ui/cn";

/** A few ways to see one value, side by side. */
export function ModeSwitch<Mode extends string>({
  label,
  modes,
  mode,
  isOff = () => false,
  onChoose,
}: {
  label: string;
  modes: readonly { value: Mode; label: string; title: string }[];
  mode: Mode;
  isOff?: (mode: Mode) => boolean;
  onChoose: (mode: Mode) => void;
}) {
  return (
    <fieldset className="flex rounded-control border border-line bg-sunken p-px">
      <legend className="sr-only">{label}</legend>
      {modes.map((one) => (
        <button
          key={one.value}
          type="button"
          aria-pressed={mode === one.value}
          title={one.title}
          disabled={isOff(one.value)}
          onClick={() => onChoose(one.value)}
          className={cn(
            "h-5 rounded-[4px] px-1.5 text-xs disabled:text-faint disabled:opacity-50",
            mode === one.value ? "bg-raised font-medium text-text shadow-float" : "text-dim hover:text-text",
          )}
        >
          {one.label}
        </button>
      ))}
    </fieldset>
  );
}
