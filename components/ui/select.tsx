"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./cn";

export interface SelectOption {
  value: string;
  label: ReactNode;
  /** A dim second line in the list. */
  description?: string;
  /** Stands for the label where there is little room. */
  icon?: ReactNode;
  disabled?: boolean;
}

/** Options, and after them what is chosen when it is none of them, so that it can be seen and kept. */
export function withChosen(
  options: readonly SelectOption[],
  chosen: string | undefined,
): readonly SelectOption[] {
  if (!chosen || options.some(({ value }) => value === chosen)) return options;
  return [...options, { value: chosen, label: chosen }];
}

/** A choice of one. An option's value must not be the empty string (Radix keeps that for "none chosen"). */
export function Select({
  id,
  value,
  onChange,
  options,
  placeholder,
  label,
  invalid,
  disabled,
  quiet,
  compact,
  className,
}: {
  id?: string;
  value: string | undefined;
  onChange: (value: string) => void;
  options: readonly SelectOption[];
  placeholder?: string;
  /** Accessible name where no `<label htmlFor>` names it. */
  label?: string;
  invalid?: boolean;
  disabled?: boolean;
  /** Without a border until hovered, for bars. */
  quiet?: boolean;
  /** Shows the chosen option by its icon alone; its label is still said. */
  compact?: boolean;
  className?: string;
}) {
  const icon = compact ? options.find((option) => option.value === value)?.icon : undefined;
  return (
    <Radix.Root
      value={value ?? ""}
      onValueChange={(next) => next !== "" && onChange(next)}
      disabled={disabled ?? false}
    >
      <Radix.Trigger
        id={id}
        aria-label={label}
        aria-invalid={invalid || undefined}
        className={cn(
          "inline-flex h-7 min-w-0 items-center justify-between gap-1.5 rounded-control px-2 text-left text-sm text-text transition-colors data-placeholder:text-faint disabled:text-faint aria-invalid:border-bad",
          quiet
            ? "border border-transparent text-dim hover:bg-hover data-[state=open]:bg-hover"
            : "border border-line-strong bg-raised hover:border-faint",
          className,
        )}
      >
        {icon && <span className="flex shrink-0 text-dim [&>svg]:size-3.5">{icon}</span>}
        <span className={icon ? "sr-only" : "truncate"}>
          <Radix.Value placeholder={placeholder ?? "Choose"} />
        </span>
        <Radix.Icon asChild>
          <ChevronDown className="size-3.5 shrink-0 text-faint" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-[min(360px,var(--radix-select-content-available-height))] min-w-(--radix-select-trigger-width) max-w-80 overflow-hidden rounded-card border border-line bg-raised p-1 shadow-float data-[state=open]:animate-[float-in_120ms]"
        >
          <Radix.Viewport>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled ?? false}
                className="flex min-h-7 select-none items-center gap-2 rounded-control py-1 pr-2 pointer-coarse:min-h-finger pl-1.5 text-sm outline-none data-disabled:text-faint data-highlighted:bg-hover"
              >
                <span className="flex size-4 shrink-0 items-center justify-center">
                  <Radix.ItemIndicator>
                    <Check className="size-3.5 text-accent" />
                  </Radix.ItemIndicator>
                </span>
                {option.icon && (
                  <span className="flex shrink-0 text-dim [&>svg]:size-3.5">{option.icon}</span>
                )}
                <span className="min-w-0">
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                  {option.description && (
                    <span className="block text-faint text-xs">{option.description}</span>
                  )}
                </span>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
