import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { Spinner } from "./spinner";

type Variant = "primary" | "secondary" | "ghost" | "danger";

const looks: Record<Variant, string> = {
  primary:
    "bg-accent text-accent-ink hover:bg-accent-strong disabled:bg-active disabled:text-faint font-medium",
  secondary:
    "bg-raised text-text border border-line-strong hover:bg-hover disabled:text-faint disabled:bg-sunken disabled:border-line",
  ghost: "text-dim hover:bg-hover hover:text-text disabled:text-faint disabled:hover:bg-transparent",
  danger:
    "bg-raised text-bad border border-line-strong hover:border-bad hover:bg-[color-mix(in_srgb,var(--bad)_8%,transparent)] disabled:text-faint disabled:border-line",
};

export interface ButtonProps extends ComponentProps<"button"> {
  variant?: Variant;
  /** `large` (32 px) is for the one primary action of a view; everything else is 28 px. */
  size?: "medium" | "large";
  /** Shows a spinner and refuses clicks. */
  busy?: boolean;
  asChild?: boolean;
}

export function Button({
  variant = "secondary",
  size = "medium",
  busy = false,
  asChild = false,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  const Tag = asChild ? Slot.Root : "button";
  return (
    <Tag
      {...(asChild ? {} : { type: "button" as const, disabled: disabled || busy })}
      aria-busy={busy || undefined}
      className={cn(
        "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-control text-sm transition-colors [&_svg]:size-3.5 [&_svg]:shrink-0",
        size === "large" ? "h-8 px-3.5" : "h-7 px-2.5",
        asChild && "finger",
        looks[variant],
        className,
      )}
      {...rest}
    >
      {asChild ? (
        children
      ) : (
        <>
          {busy && <Spinner />}
          {children}
        </>
      )}
    </Tag>
  );
}
