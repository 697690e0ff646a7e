import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";
import { Tooltip } from "./tooltip";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "aria-label"> {
  /** The accessible name, and the tooltip's text. */
  label: string;
  /** What the tooltip says instead, when there is more to say than the name. */
  tip?: string;
  /** Keys shown in the tooltip, for example `["Mod", "Z"]`. */
  keys?: readonly string[];
  icon: ReactNode;
  pressed?: boolean;
  size?: "small" | "medium";
}

/** A square button with an icon, 28 px (24 when `small`), named and with a tooltip. */
export function IconButton({
  label,
  tip,
  keys,
  icon,
  pressed,
  size = "medium",
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={tip ?? label} {...(keys ? { keys } : {})}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        className={cn(
          "inline-flex shrink-0 items-center justify-center rounded-control text-dim transition-colors hover:bg-hover hover:text-text disabled:text-faint disabled:opacity-50 disabled:hover:bg-transparent",
          size === "small" ? "size-6 [&_svg]:size-3.5" : "size-7 [&_svg]:size-4",
          pressed && "bg-active text-text",
          className,
        )}
        {...rest}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
